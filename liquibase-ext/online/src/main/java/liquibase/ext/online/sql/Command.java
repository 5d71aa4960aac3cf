package liquibase.ext.online.sql;

import java.util.Optional;
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

    /**
     * Why the footprint cannot be relied on, as the end of a sentence that begins with "it", such as "calls f(), whose body is
     * not known"; empty where it can. Where it cannot, the footprint is the worst that can be.
     */
    default Optional<String> notUnderstood(Known known) {
        return Optional.empty();
    }

    /** Whether the footprint can be relied on when nothing is known. */
    default boolean isUnderstood() {
        return notUnderstood(Known.NOTHING).isEmpty();
    }
}
