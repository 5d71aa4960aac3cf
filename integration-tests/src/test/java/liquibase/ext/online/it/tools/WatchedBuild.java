package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.server.TestDatabase;

/** Whether a tool lets the product's changes open a second connection: seen when a build is made to wait. */
final class WatchedBuild {
    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final String SESSIONS =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND ";

    private WatchedBuild() {}

    /** Applies the product's changelog in some way. */
    @FunctionalInterface
    interface Tool {
        void update() throws Exception;
    }

    /** The update must have a second connection while its build waits, and must go through. */
    static void assertWatched(TestDatabase database, Tool tool) throws Exception {
        during(
                database,
                tool,
                watcher -> Await.until(
                        "the observer",
                        DEADLINE,
                        () -> count(watcher, "application_name = 'liquibase-online unique-sku observer'") == 1));
    }

    /** The update must do without, and go through. */
    static void assertAlone(TestDatabase database, Tool tool) throws Exception {
        during(database, tool, watcher -> {
            Await.until(
                    "a while",
                    DEADLINE,
                    () -> count(
                                    watcher,
                                    "wait_event_type = 'Lock' AND query LIKE 'CREATE UNIQUE%'"
                                            + " AND clock_timestamp() - query_start > interval '3 s'")
                            == 1);
            assertThat(count(watcher, "application_name LIKE '% observer'")).isZero();
        });
    }

    /** What is seen from outside while the build waits. */
    private interface Look {
        void at(Connection watcher) throws Exception;
    }

    private static void during(TestDatabase database, Tool tool, Look look) throws Exception {
        try (Connection report = database.connect();
                Connection watcher = database.connect()) {
            report.setAutoCommit(false);
            try (Statement statement = report.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT 1");
            }
            CompletableFuture<Void> update = CompletableFuture.runAsync(() -> {
                try {
                    tool.update();
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            });
            look.at(watcher);
            report.commit();
            update.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            Product.assertApplied(watcher);
        }
    }

    private static int count(Connection connection, String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(SESSIONS + condition)) {
            result.next();
            return result.getInt(1);
        }
    }
}
