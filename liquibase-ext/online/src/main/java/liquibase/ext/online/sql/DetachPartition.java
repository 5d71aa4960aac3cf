package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code DETACH PARTITION …}; the concurrent form (PostgreSQL 14) lets readers and writers of the parent go on. */
public record DetachPartition(QualifiedName partition, Way way) implements AlterTable.Action {
    /** How it is detached. */
    public enum Way {
        AT_ONCE,
        CONCURRENTLY,
        /** Ends a concurrent detaching that was interrupted. */
        FINALIZE
    }

    @Override
    public String sql() {
        return "DETACH PARTITION " + partition + (way == Way.AT_ONCE ? "" : " " + way);
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        Footprint parent = Footprint.of(
                table,
                way == Way.AT_ONCE ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE,
                Work.CATALOG_ONLY);
        boolean weak = version.major() < 14;
        Footprint both = parent.and(
                partition, weak ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
        // Its bound changes with the partitions beside it.
        return known.defaultPartition(table)
                .map(other -> both.and(other, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY))
                .orElse(both);
    }

    @Override
    public boolean runsInTransaction() {
        return way != Way.CONCURRENTLY;
    }

    @Override
    public boolean reachesPartitions() {
        return false;
    }
}
