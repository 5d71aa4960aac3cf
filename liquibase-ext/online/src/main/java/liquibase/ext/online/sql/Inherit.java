package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code INHERIT …} and {@code NO INHERIT …}. */
public record Inherit(boolean inherits, QualifiedName parent) implements AlterTable.Action {
    @Override
    public String sql() {
        return (inherits ? "INHERIT " : "NO INHERIT ") + parent;
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY)
                .and(parent, inherits ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_SHARE, Work.CATALOG_ONLY);
    }

    @Override
    public boolean reachesPartitions() {
        return false;
    }
}
