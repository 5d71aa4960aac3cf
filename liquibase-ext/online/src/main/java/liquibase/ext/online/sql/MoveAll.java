package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * {@code ALTER TABLE ALL IN TABLESPACE … SET TABLESPACE …}, and the same of indexes and materialized views: copies the files of
 * one after the other, and keeps the locks on all of them to the end.
 *
 * @param rest what stands behind ALL IN TABLESPACE
 */
public record MoveAll(Kind kind, String rest) implements Command {
    /** What is moved. */
    public enum Kind {
        TABLE,
        INDEX,
        MATERIALIZED_VIEW
    }

    @Override
    public String sql() {
        return "ALTER " + kind.name().replace('_', ' ') + " ALL IN TABLESPACE " + rest;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.ofUnnamed("every table of a tablespace", LockMode.ACCESS_EXCLUSIVE, Work.TABLE_REWRITE);
    }
}
