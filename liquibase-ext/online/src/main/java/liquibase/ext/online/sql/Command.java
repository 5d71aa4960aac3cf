package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;

/** One SQL command: its text, and beside it the locks it takes and the work it does under them. */
public interface Command {

    /** The text, without a closing semicolon. */
    String sql();

    /** What it does to the tables that exist before it, on a server of {@code version}, given what is known of them. */
    Footprint footprint(PgVersion version, Known known);

    /** Whether it may run inside a transaction block; CONCURRENTLY may not. */
    default boolean runsInTransaction() {
        return true;
    }

    /** Whether the footprint can be relied on; where it is false, the footprint is the worst that can be. */
    default boolean isUnderstood() {
        return true;
    }
}
