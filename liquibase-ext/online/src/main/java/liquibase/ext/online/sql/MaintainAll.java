package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * VACUUM, ANALYZE or CLUSTER of every table that it may.
 *
 * @param full whether VACUUM writes each table anew
 */
public record MaintainAll(Kind kind, boolean full) implements Command {
    /** What is done to each table. */
    public enum Kind {
        VACUUM,
        VACUUM_ANALYZE,
        ANALYZE,
        CLUSTER
    }

    @Override
    public String sql() {
        boolean analyzes = kind == Kind.VACUUM_ANALYZE;
        return (analyzes ? Kind.VACUUM : kind) + (full ? " FULL" : "") + (analyzes ? " ANALYZE" : "");
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        boolean rewrites = full || kind == Kind.CLUSTER;
        return Footprint.ofUnnamed(
                "every table",
                rewrites ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE,
                rewrites ? Work.TABLE_REWRITE : kind == Kind.ANALYZE ? Work.CATALOG_ONLY : Work.TABLE_SCAN);
    }

    @Override
    public boolean runsInTransaction() {
        return kind == Kind.ANALYZE;
    }
}
