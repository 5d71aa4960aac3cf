package liquibase.ext.online.it.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** A build that waits says for whom, and the session that finds out is in nobody's way. */
@Tag("liquibase")
@Tag("once")
class ObservedBuildIT {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final String OBSERVERS =
            " FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'liquibase-online one observer'";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void aBuildTellsItsPhaseAndWhomItWaitsFor(int major) throws Exception {
        try (TestDatabase database = PostgresServer.of(major).freshDatabase();
                Connection report = database.connect()) {
            database.run(OneChange.table(1000));
            int pid = openSnapshot(report);
            OneChange change = new OneChange(database, folder);

            CompletableFuture<Void> update = change.start(OneChange.UNIQUE);
            change.told()
                    .await("build index orders_sku_key: waiting for old snapshots, 0 of 1 sessions \\(0 %\\); waits for"
                            + " pid " + pid + " \\(a report, user \\w+, idle in transaction, ");
            Await.until(
                    "the observer at rest",
                    DEADLINE,
                    () -> Catalog.strings(
                                    database,
                                    "SELECT 1" + OBSERVERS
                                            + " AND state = 'idle' AND backend_xmin IS NULL AND backend_xid IS NULL AND xact_start IS NULL")
                            .equals(List.of("1")));
            report.commit();
            update.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);

            Await.until(
                    "the observer's end",
                    DEADLINE,
                    () -> Catalog.strings(database, "SELECT 1" + OBSERVERS).isEmpty());
        }
    }

    /** Each look is over before the next; the one that is on when the build looks for snapshots may delay it by itself only. */
    @Test
    @Tag("alone")
    void theBuildNeverWaitsForItsObserver() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase();
                Connection report = database.connect();
                Connection watcher = database.connect()) {
            database.run(OneChange.table(1000));
            openSnapshot(report);
            CompletableFuture<Void> update = new OneChange(database, folder).start(OneChange.UNIQUE);
            Await.until(
                    "looks",
                    DEADLINE,
                    () -> !Catalog.strings(database, "SELECT 1" + OBSERVERS).isEmpty());
            CompletableFuture<Void> rest = update.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            long stuck = 0;
            boolean idleInTransaction = false;
            long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
            while (!rest.isDone()) {
                if (System.nanoTime() > end) {
                    report.commit();
                }
                stuck = Math.max(stuck, waitsForTheObserver(watcher));
                idleInTransaction |= Application.holds(
                        watcher, "EXISTS (SELECT 1" + OBSERVERS + " AND state LIKE 'idle in transaction%')");
            }
            rest.join();
            assertThat(idleInTransaction).as("a transaction between two looks").isFalse();
            assertThat(stuck).as("ms that the build waited for the observer").isLessThan(100);
        }
    }

    private static long waitsForTheObserver(Connection watcher) throws SQLException {
        try (Statement statement = watcher.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT coalesce(max(extract(epoch FROM clock_timestamp() - b.xact_start) * 1000), 0)::bigint FROM"
                                + " pg_stat_activity a CROSS JOIN unnest(pg_blocking_pids(a.pid)) AS w (pid) JOIN pg_stat_activity b ON"
                                + " b.pid = w.pid WHERE a.application_name = 'liquibase-online one' AND b.application_name LIKE"
                                + " '% observer' AND a.datname = current_database()")) {
            result.next();
            return result.getLong(1);
        }
    }

    /** A transaction of which only the snapshot is in the way of builds. */
    private static int openSnapshot(Connection report) throws SQLException {
        report.setAutoCommit(false);
        try (Statement statement = report.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET application_name = 'a report'");
            try (ResultSet result = statement.executeQuery("SELECT pg_backend_pid()")) {
                result.next();
                return result.getInt(1);
            }
        }
    }
}
