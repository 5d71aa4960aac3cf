package liquibase.ext.online.throttle;

import java.sql.SQLException;
import liquibase.ext.online.server.Session;

/**
 * Sessions that wait for the locks of a backend, or for others that wait for them: of two that want the same row, the
 * second waits for the first. It is asked inside the transaction of a batch, the only time that a backfill holds locks.
 */
public final class LockWaiters {
    private LockWaiters() {}

    /**
     * How many sessions wait for the backend of this session. The server looks through its locks once; each session that
     * waits for any lock costs another look.
     */
    public static int of(Session session) throws SQLException {
        return count(session, "pg_backend_pid()");
    }

    /** The same for the backend with this process id. */
    public static int of(Session session, int backend) throws SQLException {
        return count(session, String.valueOf(backend));
    }

    /** What to say when there are too many. */
    public static String sentence(int waiting, int most) {
        return waiting + (waiting == 1 ? " session waits" : " sessions wait") + " for locks of the backfill, more than"
                + " maxLockWaiters " + most;
    }

    private static int count(Session session, String backend) throws SQLException {
        return Integer.parseInt(session.value("""
                WITH RECURSIVE waiting AS MATERIALIZED (
                  SELECT pid, pg_blocking_pids(pid) AS blockers
                  FROM (SELECT DISTINCT pid FROM pg_locks WHERE NOT granted) AS waiters),
                ours AS (
                  SELECT pid FROM waiting WHERE %s = ANY (blockers)
                  UNION SELECT w.pid FROM waiting w JOIN ours ON ours.pid = ANY (w.blockers))
                SELECT count(*) FROM ours""".formatted(backend)));
    }
}
