package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.Work;

/**
 * CREATE TABLE … AS: reads what the query names.
 *
 * @param options what stands before AS, such as WITH or TABLESPACE; may be empty
 */
public record CreateTableAs(
        CreateTable.Persistence persistence, boolean ifNotExists, QualifiedName name, String options, Query query)
        implements Command {
    @Override
    public String sql() {
        return "CREATE " + persistence.prefix() + "TABLE " + (ifNotExists ? "IF NOT EXISTS " : "") + name + " "
                + (options.isEmpty() ? "" : options + " ") + "AS " + query.sql();
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return query.footprint(ifNotExists && known.exists(name) ? Work.CATALOG_ONLY : Work.TABLE_SCAN);
    }
}
