package liquibase.ext.online.it.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.plan.Throttling;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.throttle.Throttle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Each signal as a server gives it, and what happens when it cannot be read. */
class ThrottleIT {
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private TestDatabase database;
    private Connection connection;
    private Session session;

    @BeforeEach
    void connect() throws Exception {
        database = PostgresServer.usual().freshDatabase();
        connection = database.connect();
        session = new Session(connection, sql -> {});
        session.pin(null);
    }

    @AfterEach
    void dropIt() throws Exception {
        connection.close();
        database.close();
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void aSlotThatKeepsMoreWalThanAllowedHolds(int major) throws Exception {
        Throttling oneMegabyte = new Throttling(null, 1L << 20, null, null, null, null);
        try (PostgresServer server = PostgresServer.startOwn(
                        major,
                        Map.of(
                                "wal_level",
                                "logical",
                                "max_slot_wal_keep_size",
                                "1MB",
                                "min_wal_size",
                                "32MB",
                                "max_wal_size",
                                "32MB"));
                Connection admin = DriverManager.getConnection(server.adminUrl())) {
            Session here = new Session(admin, sql -> {});
            here.rows("SELECT pg_create_physical_replication_slot('left', true)");
            assertThat(reason(oneMegabyte, here)).isEmpty();

            here.execute("CREATE TABLE product AS SELECT n, repeat('x', 200) FROM generate_series(1, 10000) AS n");
            Await.until(
                    "WAL of an asynchronous commit is written",
                    DEADLINE,
                    () -> reason(oneMegabyte, here).isPresent());
            assertThat(reason(oneMegabyte, here).orElse(""))
                    .matches("replication slot left keeps [\\d.]+ MB of WAL, more than maxSlotWal 1 MB");
            assertThat(reason(new Throttling(null, 1L << 30, null, null, null, null), here))
                    .isEmpty();

            Await.until("the slot loses WAL", DEADLINE, () -> {
                here.rows("SELECT pg_switch_wal()");
                here.execute("INSERT INTO product VALUES (1, '')");
                here.execute("CHECKPOINT");
                return here.holds("EXISTS (SELECT FROM pg_replication_slots WHERE wal_status = 'lost')");
            });
            assertThat(reason(oneMegabyte, here).orElse(""))
                    .startsWith("replication slot left has lost WAL that it needs (wal_status lost)");
        }
    }

    @Test
    void moreActiveSessionsThanAllowedHold() throws Exception {
        try (PostgresServer server = PostgresServer.startOwn(17, Map.of());
                Connection admin = DriverManager.getConnection(server.adminUrl());
                Connection busy = DriverManager.getConnection(server.adminUrl());
                Connection worker =
                        DriverManager.getConnection(server.adminUrl() + "&ApplicationName=liquibase-online x")) {
            Session here = new Session(admin, sql -> {});
            Throttling none = new Throttling(null, null, 0, null, null, null);
            assertThat(reason(none, here)).isEmpty();
            Busy.sleeping(worker, here);
            assertThat(reason(none, here)).as("a worker of ours").isEmpty();
            Busy.sleeping(busy, here);
            assertThat(reason(none, here))
                    .contains("1 session is at work on the server, more than maxActiveSessions 0");
            assertHiddenFromAGuest(here, server);
        }
    }

    private static void assertHiddenFromAGuest(Session admin, PostgresServer server) throws Exception {
        admin.execute("CREATE ROLE guest LOGIN");
        try (Connection guest = DriverManager.getConnection(server.adminUrl().replace("user=postgres", "user=guest"))) {
            Session here = new Session(guest, sql -> {});
            assertThat(reason(new Throttling(null, null, 0, null, null, null), here)
                            .orElse(""))
                    .matches(
                            "maxActiveSessions cannot be read: the server hides from role guest what \\d sessions do; GRANT"
                                    + " pg_read_all_stats TO guest shows it");
            assertThat(reason(new Throttling(null, null, 50, null, null, null), here))
                    .as("with all that is hidden there are not so many")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    false                     |
                    false -- a comment        |
                    true                      | pauseWhile is true: true
                    NULL                      | pauseWhile is NULL: NULL
                    (SELECT max(n) > 2 FROM load) | pauseWhile is NULL: (SELECT max(n) > 2 FROM load)
                    1                         | pauseWhile cannot be read: argument of NOT must be type boolean, not type integer
                    1 / 0 = 1                 | pauseWhile cannot be read: division by zero
                    EXISTS (SELECT FROM none) | pauseWhile cannot be read: relation "none" does not exist
                    nextval('ids') > 0        | pauseWhile cannot be read: cannot execute nextval() in a read-only transaction
                    pg_sleep(60) IS NULL      | pauseWhile cannot be read: canceling statement due to statement timeout
                    """)
    void theAuthorsConditionHoldsUnlessItIsFalse(String condition, String reason) throws Exception {
        database.run("CREATE TABLE load (n int)", "CREATE SEQUENCE ids");
        assertThat(reason(new Throttling(null, null, null, null, condition, null), session))
                .isEqualTo(Optional.ofNullable(reason));
        assertThat(session.value(
                        "SELECT current_setting('transaction_read_only') || current_setting('statement_timeout')"))
                .as("the settings of the session")
                .isEqualTo("off0");
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @Test
    void theAnswerFollowsTheServerWithinASecondOrSo() throws Exception {
        database.run("CREATE TABLE load (n int)");
        Throttle throttle = Throttle.of(new Throttling(null, null, null, null, "EXISTS (SELECT FROM load)", null));
        assertThat(throttle.reason(session)).isEmpty();
        database.run("INSERT INTO load VALUES (1)");
        Await.until("it holds", DEADLINE, () -> throttle.reason(session).isPresent());
        database.run("DELETE FROM load");
        Await.until("it lets go", DEADLINE, () -> throttle.reason(session).isEmpty());
    }

    @Test
    void aLostConnectionIsAFailureAndNotAReasonToWait() throws Exception {
        Throttle throttle = Throttle.of(new Throttling(null, 1L, null, null, null, null));
        String pid = session.value("SELECT pg_backend_pid()");
        database.run("SELECT pg_terminate_backend(" + pid + ")");
        assertThatThrownBy(() -> throttle.reason(session)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> throttle.reason(session)).isInstanceOf(SQLException.class);
    }

    private static Optional<String> reason(Throttling wanted, Session session) throws SQLException {
        return Throttle.of(wanted).reason(session);
    }
}
