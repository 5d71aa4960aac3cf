package liquibase.ext.online.it.throttle;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.server.Session;

/** Sessions in the middle of a statement, until their connection is closed. */
final class Busy {
    private Busy() {}

    /** Returns when the server shows the connection at work. */
    static void sleeping(Connection connection, Session admin) throws Exception {
        running(connection, "SELECT pg_sleep(600)", "state = 'active'", admin);
    }

    /** Returns when another session sees it wait for a lock. */
    static void waiting(Connection connection, String sql, Session admin) throws Exception {
        running(connection, sql, "wait_event_type = 'Lock'", admin);
    }

    private static void running(Connection connection, String sql, String until, Session admin) throws Exception {
        String pid = new Session(connection, unused -> {}).value("SELECT pg_backend_pid()");
        Thread thread = new Thread(() -> run(connection, sql));
        thread.setDaemon(true);
        thread.start();
        Await.until(
                sql + " runs",
                Duration.ofMinutes(1),
                () -> admin.holds("EXISTS (SELECT FROM pg_stat_activity WHERE pid = " + pid + " AND " + until + ")"));
    }

    private static void run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException closed) {
            // as the test ends
        }
    }
}
