package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * {@code REPLICA IDENTITY …}.
 *
 * @param identity as SQL text: DEFAULT, FULL, NOTHING or USING INDEX …
 */
public record ReplicaIdentity(String identity) implements AlterTable.Action {
    @Override
    public String sql() {
        return "REPLICA IDENTITY " + identity;
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }

    @Override
    public boolean reachesPartitions() {
        return false;
    }
}
