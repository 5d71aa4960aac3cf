package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * {@code CLUSTER ON …} and {@code SET WITHOUT CLUSTER}: read by the next CLUSTER.
 *
 * @param index null for none
 */
public record ClusterOn(@Nullable String index) implements AlterTable.Action {
    @Override
    public String sql() {
        return index == null ? "SET WITHOUT CLUSTER" : "CLUSTER ON " + Sql.name(index);
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.SHARE_UPDATE_EXCLUSIVE, Work.CATALOG_ONLY);
    }

    @Override
    public boolean reachesPartitions() {
        return false;
    }
}
