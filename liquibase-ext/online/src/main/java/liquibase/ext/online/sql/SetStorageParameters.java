package liquibase.ext.online.sql;

import java.util.Locale;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * {@code SET (…)} and {@code RESET (…)} of a table: for rows written later and for autovacuum.
 *
 * @param parameters as they stand in the parentheses
 */
public record SetStorageParameters(boolean reset, String parameters) implements AlterTable.Action {
    @Override
    public String sql() {
        return (reset ? "RESET (" : "SET (") + parameters + ")";
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        boolean readByPlanner = parameters.toLowerCase(Locale.ROOT).contains("user_catalog_table");
        return Footprint.of(
                table, readByPlanner ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE, Work.CATALOG_ONLY);
    }

    @Override
    public boolean reachesPartitions() {
        return false;
    }
}
