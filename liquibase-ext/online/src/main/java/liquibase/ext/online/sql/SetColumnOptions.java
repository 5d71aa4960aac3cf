package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * {@code ALTER COLUMN … SET (…)} and {@code RESET (…)}: read by the next ANALYZE.
 *
 * @param options as they stand in the parentheses
 */
public record SetColumnOptions(String column, boolean reset, String options) implements AlterTable.Action {
    @Override
    public String sql() {
        return "ALTER COLUMN " + Sql.name(column) + (reset ? " RESET (" : " SET (") + options + ")";
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.SHARE_UPDATE_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
