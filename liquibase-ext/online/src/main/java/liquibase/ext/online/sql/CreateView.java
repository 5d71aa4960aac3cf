package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * CREATE VIEW: what it reads is locked as by a query; a view that it replaces stops its readers.
 *
 * @param header columns and options between name and AS; may be empty
 */
public record CreateView(boolean orReplace, QualifiedName name, String header, Query query) implements Command {
    @Override
    public String sql() {
        return "CREATE " + (orReplace ? "OR REPLACE " : "") + "VIEW " + name + " "
                + (header.isEmpty() ? "" : header + " ") + "AS " + query.sql();
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        Footprint read = query.footprint(Work.CATALOG_ONLY);
        return orReplace ? read.and(name, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY) : read;
    }
}
