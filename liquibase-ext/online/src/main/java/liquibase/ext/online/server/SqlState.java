package liquibase.ext.online.server;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;

/** SQLSTATE codes that decide what happens next (manual, appendix A). */
public final class SqlState {
    private static final Set<String> LOCK = Set.of("55P03", "40P01");
    private static final Set<String> BATCH = Set.of("55P03", "40P01", "40001");

    private static final Set<String> ROW = Set.of("21", "22", "23", "44", "54000", "P0");

    /** The SQL standard leaves classes that begin with these to whoever wants them. */
    private static final Pattern OWN_CODE = Pattern.compile("[5-9I-Z][0-9A-Z]{4}");

    /** Those of them that PostgreSQL took. */
    private static final Set<String> SERVER_CLASSES = Set.of("53", "54", "55", "57", "58", "72", "XX");

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

    /** duplicate_table: something has that name. */
    public static boolean isTaken(SQLException failure) {
        return "42P07".equals(failure.getSQLState());
    }

    /** unique_violation. */
    public static boolean isDuplicate(SQLException failure) {
        return "23505".equals(failure.getSQLState());
    }

    /** integrity_constraint_violation: a row is not as a constraint wants it. */
    public static boolean isViolation(SQLException failure) {
        return String.valueOf(failure.getSQLState()).startsWith("23");
    }

    /** insufficient_resources, configuration_limit_exceeded (temp_file_limit) among them. */
    public static boolean isShortOfResources(SQLException failure) {
        return String.valueOf(failure.getSQLState()).startsWith("53");
    }

    /** configuration_limit_exceeded, such as temp_file_limit. */
    public static boolean isOverLimit(SQLException failure) {
        return "53400".equals(failure.getSQLState());
    }

    /**
     * A row is the cause: cardinality_violation, data_exception, integrity_constraint_violation,
     * with_check_option_violation, program_limit_exceeded (a value too long for an index), an error of PL/pgSQL, or one
     * that a trigger raised with a code of its own.
     */
    public static boolean isRowError(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return !(failure instanceof Refusal)
                && (ROW.stream().anyMatch(state::startsWith)
                        || (OWN_CODE.matcher(state).matches()
                                && SERVER_CLASSES.stream().noneMatch(state::startsWith)));
    }

    /**
     * The server's message without the place in a statement that nobody wrote. Its messages have no full stop, its details
     * and hints have one.
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

    /** object_not_in_prerequisite_state: for an UPDATE or DELETE, a published table without an identity. */
    public static boolean hasNoIdentity(SQLException failure) {
        return "55000".equals(failure.getSQLState());
    }
}
