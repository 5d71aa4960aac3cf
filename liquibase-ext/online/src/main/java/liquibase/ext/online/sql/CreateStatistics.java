package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * CREATE STATISTICS: filled by the next ANALYZE.
 *
 * @param what name, kinds and columns, as they stand before FROM
 */
public record CreateStatistics(String what, QualifiedName table) implements Command {
    @Override
    public String sql() {
        return "CREATE STATISTICS " + what + " FROM " + table;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.of(table, LockMode.SHARE_UPDATE_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
