package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * {@code ATTACH PARTITION …}: reads the new partition, unless its CHECK constraints prove the bound, and the default
 * partition, which it locks as hard.
 *
 * @param bound as SQL text: FOR VALUES … or DEFAULT
 */
public record AttachPartition(QualifiedName partition, String bound) implements AlterTable.Action {
    @Override
    public String sql() {
        return "ATTACH PARTITION " + partition + " " + bound;
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        boolean proven = known.provesBound(partition, table, bound);
        return CreatePartition.onDefaultPartition(table, bound, known)
                .and(table, LockMode.SHARE_UPDATE_EXCLUSIVE, Work.CATALOG_ONLY)
                .and(partition, LockMode.ACCESS_EXCLUSIVE, proven ? Work.CATALOG_ONLY : Work.TABLE_SCAN);
    }

    @Override
    public boolean reachesPartitions() {
        return false;
    }
}
