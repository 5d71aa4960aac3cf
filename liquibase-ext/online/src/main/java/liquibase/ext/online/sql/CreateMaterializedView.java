package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.Work;

/**
 * CREATE MATERIALIZED VIEW: reads what the query names.
 *
 * @param header columns and options between name and AS; may be empty
 */
public record CreateMaterializedView(boolean ifNotExists, QualifiedName name, String header, Query query)
        implements Command {
    @Override
    public String sql() {
        return "CREATE MATERIALIZED VIEW " + (ifNotExists ? "IF NOT EXISTS " : "") + name + " "
                + (header.isEmpty() ? "" : header + " ") + "AS " + query.sql();
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return query.footprint(ifNotExists && known.exists(name) ? Work.CATALOG_ONLY : Work.TABLE_SCAN);
    }
}
