package liquibase.ext.online.it.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.sql.Known;
import org.postgresql.PGConnection;

/** A database with the tables of {@code locks/fixture.sql}, made anew whenever a case has changed them for good. */
final class Laboratory implements AutoCloseable {
    private static final String FIXTURE = FootprintCase.resource("fixture.sql");

    private final TestDatabase database;
    private final Connection session;
    private final Connection observer;
    private boolean dirty = true;

    Laboratory(int major) throws SQLException {
        database = PostgresServer.of(major).freshDatabase();
        session = database.connect();
        observer = database.connect();
        for (Connection connection : List.of(session, observer)) {
            run(connection, "SET search_path = lab, public");
            run(connection, "SET statement_timeout = '60s'");
            run(connection, "SET client_min_messages = warning");
        }
    }

    /** Makes the tables that a case starts from. */
    Known prepare(FootprintCase footprintCase) throws SQLException {
        if (dirty) {
            run(session, FIXTURE);
            dirty = false;
        }
        for (String sql : footprintCase.setup()) {
            dirty = true;
            run(session, sql);
        }
        String timeZone = footprintCase.utc() ? "UTC" : "Europe/Berlin";
        run(session, "SET TimeZone = '" + timeZone + "'");
        run(observer, "SET TimeZone = '" + timeZone + "'");
        return new CatalogKnown(observer);
    }

    /** Runs statements in one transaction, looks at it, and takes it back. */
    Footprint observe(List<String> statements) throws SQLException {
        session.setAutoCommit(false);
        try {
            Observation observation = Observation.begin(session);
            for (String sql : statements) {
                run(session, sql);
            }
            return observation.footprint(session, observation.locks(session, pid()));
        } finally {
            session.rollback();
            session.setAutoCommit(true);
        }
    }

    /** Runs a command outside a transaction, and looks at it while it waits for the lock of another session. */
    Footprint observeWaiting(String sql, String hold) throws Exception {
        dirty = true;
        Observation observation = Observation.begin(observer);
        CompletableFuture<Void> running;
        Map<String, LockMode> locks;
        try (Connection holder = database.connect()) {
            holder.setAutoCommit(false);
            int blank = hold.indexOf(' ');
            run(holder, "LOCK TABLE lab." + hold.substring(0, blank) + " IN" + hold.substring(blank) + " MODE");
            running = CompletableFuture.runAsync(() -> runUnchecked(sql));
            Await.until("'" + sql + "' waits", Duration.ofSeconds(30), this::isWaiting);
            locks = observation.locks(observer, pid());
        }
        await(running);
        return observation.footprint(observer, locks);
    }

    private static void await(CompletableFuture<Void> running) throws ExecutionException, InterruptedException {
        running.get();
    }

    private boolean isWaiting() throws SQLException {
        try (Statement statement = observer.createStatement();
                var result = statement.executeQuery(
                        "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND pid = " + pid())) {
            result.next();
            return result.getBoolean(1);
        }
    }

    private int pid() throws SQLException {
        return session.unwrap(PGConnection.class).getBackendPID();
    }

    private void runUnchecked(String sql) {
        try {
            run(session, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
        observer.close();
        database.close();
    }
}
