package liquibase.ext.online.server;

import java.sql.SQLException;
import java.util.Set;

/** SQLSTATE codes that decide what happens next (manual, appendix A). */
public final class SqlState {
    private static final Set<String> LOCK = Set.of("55P03", "40P01");
    private static final Set<String> BATCH = Set.of("55P03", "40P01", "40001");

    private SqlState() {}

    /** lock_not_available or deadlock_detected: another session was in the way. */
    public static boolean isLockTrouble(SQLException failure) {
        return LOCK.contains(String.valueOf(failure.getSQLState()));
    }

    /** As above, or serialization_failure: a smaller batch may get through. */
    public static boolean isBatchTrouble(SQLException failure) {
        return BATCH.contains(String.valueOf(failure.getSQLState()));
    }

    /** unique_violation. */
    public static boolean isDuplicate(SQLException failure) {
        return "23505".equals(failure.getSQLState());
    }
}
