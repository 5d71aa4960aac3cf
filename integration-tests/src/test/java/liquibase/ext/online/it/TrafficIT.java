package liquibase.ext.online.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.it.traffic.Measurement;
import liquibase.ext.online.it.traffic.Request;
import liquibase.ext.online.it.traffic.Traffic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether the harness that other tests trust sees a stall, all of it, and on the right side. */
@Tag("alone")
class TrafficIT {
    private static final Request READ = (connection, random) -> execute(connection, "SELECT n FROM t WHERE id = 1");
    private static final Request WRITE =
            (connection, random) -> execute(connection, "UPDATE t SET n = n + 1 WHERE id = 1");

    private TestDatabase database;

    @BeforeEach
    void createTable() throws SQLException {
        database = PostgresServer.usual().freshDatabase();
        database.run("CREATE TABLE t (id int PRIMARY KEY, n int)", "INSERT INTO t VALUES (1, 0)");
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @Test
    void countsAStallFromTheTimeTheRequestWasDue() throws Exception {
        try (Traffic traffic =
                Traffic.on(database.dataSource()).readers(1, 100, READ).writers(1, 100, WRITE)) {
            Measurement quiet = traffic.undisturbed(100);
            Measurement stalled = traffic.during(() -> lockTableFor(traffic, Duration.ofMillis(800)));

            assertThat(stalled.reads().longest()).isGreaterThan(Duration.ofMillis(700));
            assertThat(stalled.writes().longest()).isGreaterThan(Duration.ofMillis(700));
            assertThat(stalled.reads().percentile(50))
                    .as("requests that queued behind the stalled one waited too")
                    .isGreaterThan(Duration.ofMillis(200));
            assertThat(quiet.longest()).isLessThan(stalled.longest());
        }
    }

    @Test
    void tellsReadersFromWriters() throws Exception {
        try (Traffic traffic =
                        Traffic.on(database.dataSource()).readers(1, 100, READ).writers(1, 100, WRITE);
                Connection other = database.connect()) {
            Measurement measured = traffic.during(() -> {
                other.setAutoCommit(false);
                execute(other, "SELECT * FROM t FOR UPDATE");
                waitUntilSomebodyWaitsFor(Duration.ofMillis(500));
                other.commit();
            });

            assertThat(measured.writes().longest()).isGreaterThan(Duration.ofMillis(400));
            assertThat(measured.reads().longest()).isLessThan(measured.writes().longest());
        }
    }

    @Test
    void aFailedRequestIsKeptAndFailsTheRun() throws Exception {
        Traffic traffic = Traffic.on(database.dataSource())
                .readers(1, 100, (connection, random) -> execute(connection, "SELECT 1 / 0"));
        traffic.undisturbed(3);

        assertThatThrownBy(traffic::close)
                .isInstanceOf(IllegalStateException.class)
                .hasStackTraceContaining("division by zero");
        assertThat(traffic.failures()).hasSizeGreaterThanOrEqualTo(3);
    }

    private void lockTableFor(Traffic traffic, Duration duration) throws Exception {
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            execute(other, "LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
            waitUntilSomebodyWaitsFor(duration);
            other.commit();
        }
        assertThat(traffic.failures()).isEmpty();
    }

    private void waitUntilSomebodyWaitsFor(Duration duration) throws Exception {
        try (Connection watcher = database.connect();
                PreparedStatement waiting = watcher.prepareStatement("SELECT 1 FROM pg_stat_activity"
                        + " WHERE wait_event_type = 'Lock' AND datname = current_database()"
                        + " AND clock_timestamp() - query_start > ? * interval '1 ms'")) {
            waiting.setLong(1, duration.toMillis());
            Await.until(
                    "a client waits " + duration,
                    Duration.ofMinutes(1),
                    () -> waiting.executeQuery().next());
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
