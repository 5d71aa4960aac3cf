package liquibase.ext.online.server;

import java.sql.SQLException;
import java.util.Set;

/** SQLSTATE codes that decide what happens next (manual, appendix A). */
public final class SqlState {
    private static final Set<String> LOCK = Set.of("55P03", "40P01");
    private static final Set<String> BATCH = Set.of("55P03", "40P01", "40001");

    private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25P04");

    private SqlState() {}

    /** lock_not_available or deadlock_detected: another session was in the way. */
    public static boolean isLockTrouble(SQLException failure) {
        return LOCK.contains(String.valueOf(failure.getSQLState()));
    }

    /** As above, or serialization_failure: a smaller batch may get through. */
    public static boolean isBatchTrouble(SQLException failure) {
        return BATCH.contains(String.valueOf(failure.getSQLState()));
    }

    /** connection_exception, or the server ended the session: nothing can be asked on it any more. */
    public static boolean isConnectionLost(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || ENDED.contains(state);
    }

    /** query_canceled: one statement was, the session is as it was. */
    public static boolean isCancelled(SQLException failure) {
        return "57014".equals(failure.getSQLState());
    }

    /** unique_violation. */
    public static boolean isDuplicate(SQLException failure) {
        return "23505".equals(failure.getSQLState());
    }

    /** data_exception, integrity_constraint_violation, raise_exception or with_check_option_violation: a row is the cause. */
    public static boolean isRowError(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return !(failure instanceof Refusal)
                && (state.startsWith("22") || state.startsWith("23") || state.equals("P0001") || state.equals("44000"));
    }

    /**
     * The server's message without the place in a statement that nobody wrote. Its messages have no full stop, its details
     * have one.
     */
    public static String sentence(SQLException cause) {
        return String.valueOf(cause.getMessage())
                .replaceFirst("^ERROR: ", "")
                .replaceAll("\\s*\\n\\s*Position: \\d+", "")
                .strip();
    }

    /** insufficient_privilege. */
    public static boolean isNotAllowed(SQLException failure) {
        return "42501".equals(failure.getSQLState());
    }
}
