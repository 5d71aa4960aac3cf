package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code ENABLE}, {@code DISABLE}, {@code FORCE} and {@code NO FORCE ROW LEVEL SECURITY}. */
public record SetRowSecurity(State state) implements AlterTable.Action {
    /** Whether policies apply, and whether they apply to the owner too. */
    public enum State {
        ENABLE,
        DISABLE,
        FORCE,
        NO_FORCE
    }

    @Override
    public String sql() {
        return state.name().replace('_', ' ') + " ROW LEVEL SECURITY";
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
