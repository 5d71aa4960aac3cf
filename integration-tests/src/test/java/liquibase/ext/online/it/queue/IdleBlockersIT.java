package liquibase.ext.online.it.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.server.IdleBlockers;
import liquibase.ext.online.server.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is ended when {@code endIdleBlockersAfter} is set, and who never is. */
class IdleBlockersIT {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();
    private TestDatabase database;
    private Connection own;
    private Connection other;

    @BeforeEach
    void open() throws SQLException {
        database = PostgresServer.usual().freshDatabase();
        database.run(OneChange.table(1000));
        own = database.connect();
        other = database.connect();
    }

    @AfterEach
    void close() throws SQLException {
        other.close();
        own.close();
        database.close();
    }

    @Test
    void aSessionIsEndedOnceItHasBeenIdleForLongEnough() throws Exception {
        int pid = idleInTransaction(other, "SET LOCAL application_name = 'a report'");
        assertThat(end(Duration.ofHours(1), pid)).as("younger").isFalse();
        assertThat(end(null, pid)).as("switched off").isFalse();
        assertThat(notes).isEmpty();

        awaitIdleFor(pid, SECOND);
        assertThat(end(SECOND, pid)).isTrue();
        assertThat(notes)
                .singleElement()
                .asString()
                .matches("ended pid " + pid
                        + " \\(a report, user \\w+, idle in transaction, transaction open for [0-9.]+ s\\),"
                        + " idle in its transaction for longer than 1 s and in the way");
        Await.until("its end", DEADLINE, () -> !isThere(pid));
        assertThat(end(SECOND, pid)).as("gone").isFalse();
    }

    @Test
    void oneWhoseTransactionIsAbortedIsIdleToo() throws Exception {
        int pid = idleInTransaction(other, "SELECT 1");
        assertThatThrownBy(() -> session(other).execute("SELECT 1 / 0")).hasMessageContaining("zero");
        awaitIdleFor(pid, SECOND);
        assertThat(end(SECOND, pid)).isTrue();
    }

    @Test
    void oneThatWorksIsNotTouchedHoweverOldItsTransaction() throws Exception {
        int pid = idleInTransaction(other, "SELECT 1");
        awaitIdleFor(pid, SECOND);
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> {
            try {
                session(other).rows("SELECT pg_sleep(600)");
            } catch (SQLException cancelled) {
                assertThat(cancelled.getSQLState()).isEqualTo("57014");
            }
        });
        Await.until("work", DEADLINE, () -> isThere(pid, "state = 'active'"));
        awaitStateFor(pid, SECOND);
        assertThat(end(SECOND, pid)).isFalse();
        session(own).rows("SELECT pg_cancel_backend(" + pid + ")");
        work.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aSessionOfAnOnlineChangeIsNot() throws Exception {
        int pid = idleInTransaction(other, "SET LOCAL application_name = 'liquibase-online other worker 2'");
        awaitIdleFor(pid, SECOND);
        assertThat(end(SECOND, pid)).isFalse();
        assertThat(isThere(pid)).isTrue();
    }

    /** A walsender can be idle in a transaction like any client. */
    @Test
    void replicationIsNot() throws Exception {
        String url = database.url() + "&replication=database&assumeMinServerVersion=13&preferQueryMode=simple";
        try (Connection replication = DriverManager.getConnection(url)) {
            int pid = Integer.parseInt(session(replication).value("SELECT pg_backend_pid()"));
            session(replication).execute("BEGIN");
            session(replication).execute("SELECT count(*) FROM orders");
            awaitIdleFor(pid, SECOND);
            assertThat(isThere(pid, "backend_type = 'walsender'")).isTrue();
            assertThat(end(SECOND, pid)).isFalse();
            assertThat(isThere(pid)).isTrue();
        }
    }

    /** It vacuums against wraparound, so that it does not give way to locks either. */
    @Test
    void autovacuumIsNot() throws Exception {
        Map<String, String> eager =
                Map.of("autovacuum_naptime", "1s", "autovacuum_vacuum_cost_delay", "100ms", "fsync", "off");
        try (PostgresServer server = PostgresServer.startOwn(PostgresServer.USUAL_MAJOR, eager);
                TestDatabase vacuumed = server.freshDatabase();
                Connection connection = vacuumed.connect()) {
            vacuumed.run(
                    "CREATE TABLE orders (id int PRIMARY KEY, n int NOT NULL, sku text) WITH (autovacuum_freeze_max_age = 100000,"
                            + " autovacuum_vacuum_cost_limit = 1)",
                    "INSERT INTO orders SELECT n, 0, 'PROD-' || n FROM generate_series(1, 50000) n",
                    "CREATE PROCEDURE burn() LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..110000 LOOP PERFORM pg_current_xact_id();"
                            + " COMMIT; END LOOP; END $$",
                    "CALL burn()");
            String worker = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'autovacuum worker' AND query LIKE"
                    + " '%public.orders (to prevent wraparound)'";
            Await.until(
                    "autovacuum",
                    DEADLINE,
                    () -> !Catalog.strings(vacuumed, worker).isEmpty());
            int pid = Integer.parseInt(Catalog.strings(vacuumed, worker).get(0));

            CompletableFuture<Void> update = new OneChange(vacuumed, folder)
                    .with("endIdleBlockersAfter", "1s")
                    .with("lockBudget", "5s")
                    .start(OneChange.ADD_COLUMN);
            assertThatThrownBy(() -> update.get(DEADLINE.toSeconds(), TimeUnit.SECONDS))
                    .hasMessageContaining("pid " + pid + " (")
                    .hasMessageContaining("autovacuum worker");
            assertThat(new IdleBlockers(SECOND, notes::add).end(session(connection), Set.of(pid)))
                    .isFalse();
            assertThat(Catalog.strings(vacuumed, worker)).containsExactly(String.valueOf(pid));
        }
    }

    @Test
    void withoutThePrivilegeThatIsSaidOnce() throws Exception {
        int pid = idleInTransaction(other, "SELECT 1");
        awaitIdleFor(pid, SECOND);
        String role = database.name() + "_app";
        Session session = session(own);
        session.execute("CREATE ROLE " + role + "; SET ROLE " + role);
        try {
            IdleBlockers idle = new IdleBlockers(SECOND, notes::add);
            assertThat(idle.end(session, Set.of(pid))).isFalse();
            assertThat(idle.end(session, Set.of(pid))).isFalse();
            assertThat(notes)
                    .singleElement()
                    .asString()
                    .endsWith("is idle: GRANT pg_read_all_stats, pg_signal_backend TO " + role);

            notes.clear();
            session.execute("RESET ROLE; GRANT pg_read_all_stats TO " + role + "; SET ROLE " + role);
            assertThat(idle.end(session, Set.of(pid))).isFalse();
            assertThat(idle.end(session, Set.of(pid))).isFalse();
            assertThat(notes).singleElement().asString().contains("may not end pid " + pid);
            assertThat(isThere(pid)).isTrue();
        } finally {
            session.execute("RESET ROLE; DROP ROLE " + role);
        }
    }

    @Test
    void anAlterEndsWhatIsInItsWay() throws Exception {
        int pid = idleInTransaction(other, "SELECT count(*) FROM orders");
        OneChange change = new OneChange(database, folder).with("endIdleBlockersAfter", "1s");
        change.start(OneChange.ADD_COLUMN).get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        assertThat(change.told().tells("ended pid " + pid + " .*idle in transaction"))
                .isTrue();
    }

    @Test
    void aBuildEndsWhatItWaitsFor() throws Exception {
        session(own).execute("CREATE TABLE elsewhere ()");
        int pid = idleInTransaction(
                other, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM elsewhere");
        OneChange change = new OneChange(database, folder).with("endIdleBlockersAfter", "1s");
        change.start(OneChange.UNIQUE).get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        assertThat(change.told().tells("ended pid " + pid + " .*idle in transaction"))
                .isTrue();
    }

    private boolean end(@Nullable Duration after, int pid) throws SQLException {
        return new IdleBlockers(after, notes::add).end(session(own), Set.of(pid));
    }

    private static Session session(Connection connection) {
        return new Session(connection, sql -> {});
    }

    private static int idleInTransaction(Connection connection, String statement) throws SQLException {
        connection.setAutoCommit(false);
        session(connection).execute(statement);
        return Integer.parseInt(session(connection).value("SELECT pg_backend_pid()"));
    }

    private void awaitIdleFor(int pid, Duration time) throws Exception {
        Await.until("idle in transaction", DEADLINE, () -> isThere(pid, "state LIKE 'idle in transaction%'"));
        awaitStateFor(pid, time);
    }

    private void awaitStateFor(int pid, Duration time) throws Exception {
        Await.until(
                "a while",
                DEADLINE,
                () -> isThere(pid, "clock_timestamp() - state_change > interval '" + time.toMillis() + " ms'"));
    }

    private boolean isThere(int pid) throws SQLException {
        return isThere(pid, "true");
    }

    private boolean isThere(int pid, String condition) throws SQLException {
        return session(own)
                .holds("EXISTS (SELECT FROM pg_stat_activity WHERE pid = " + pid + " AND " + condition + ")");
    }
}
