package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** VACUUM: lets readers and writers go on; FULL writes the table anew and lets nobody. */
public record Vacuum(boolean full, boolean analyze, QualifiedName table) implements Command {
    @Override
    public String sql() {
        return "VACUUM " + (full ? "FULL " : "") + (analyze ? "ANALYZE " : "") + table;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return full
                ? Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.TABLE_REWRITE)
                : Footprint.of(table, LockMode.SHARE_UPDATE_EXCLUSIVE, Work.TABLE_SCAN);
    }

    @Override
    public boolean runsInTransaction() {
        return false;
    }
}
