package liquibase.ext.online.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import liquibase.ext.online.it.server.TestDatabase;

/**
 * Somebody's report: a transaction that has read the table and stays open for a while. Harmless to readers and writers,
 * until a change asks for a lock that conflicts with it and everybody else queues behind that change.
 */
final class Report {
    static final Duration DURATION = Duration.ofSeconds(3);

    private final CompletableFuture<Void> end;

    private Report(CompletableFuture<Void> end) {
        this.end = end;
    }

    /** Returns when the transaction has its lock; it goes on for {@link #DURATION} by itself. */
    static Report begin(TestDatabase database) throws SQLException {
        Connection connection = database.connect();
        connection.setClientInfo("ApplicationName", "a report");
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT avg(price) FROM product WHERE id < 1000");
        }
        Executor later = CompletableFuture.delayedExecutor(DURATION.toMillis(), TimeUnit.MILLISECONDS);
        return new Report(CompletableFuture.runAsync(() -> finish(connection), later));
    }

    void awaitEnd() {
        end.join();
    }

    private static void finish(Connection connection) {
        try (connection) {
            connection.commit();
        } catch (SQLException e) {
            throw new CompletionException("The report was disturbed", e);
        }
    }
}
