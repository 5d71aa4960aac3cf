package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** REINDEX: stops writers while it reads the table; CONCURRENTLY does not and may not run in a transaction. */
public record Reindex(Target target, boolean concurrently, QualifiedName name) implements Command {
    /** What is rebuilt. */
    public enum Target {
        INDEX,
        TABLE,
        SCHEMA,
        DATABASE,
        SYSTEM
    }

    @Override
    public String sql() {
        return "REINDEX " + target + (concurrently ? " CONCURRENTLY " : " ") + name;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        LockMode mode = concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE;
        if (target == Target.TABLE) {
            return Partitions.footprint(
                    name, !known.isPartitioned(name), known, each -> Footprint.of(each, mode, Work.INDEX_BUILD));
        }
        return known.tableOf(name)
                .filter(table -> target == Target.INDEX)
                .map(table -> Footprint.of(table, mode, Work.INDEX_BUILD))
                .orElse(Footprint.ofUnnamed("tables of " + target + " " + name, mode, Work.INDEX_BUILD));
    }

    @Override
    public boolean runsInTransaction() {
        return !concurrently && (target == Target.INDEX || target == Target.TABLE);
    }
}
