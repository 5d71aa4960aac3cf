package liquibase.ext.online.it.queue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.it.traffic.Traffic;
import org.postgresql.ds.PGSimpleDataSource;

/** What an application does with the table {@code orders}: 100 reads and 50 writes of one row a second. */
final class Application {
    static final int ROWS = 50_000;

    private Application() {}

    /**
     * Its readers and writers. The server itself says which of them wait for a lock for too long, however busy the machine
     * is otherwise.
     *
     * @param stalled counts the requests that waited for a lock for longer than 30 ms, which then give up
     */
    static Traffic on(TestDatabase database, AtomicInteger stalled) {
        PGSimpleDataSource impatient = new PGSimpleDataSource();
        impatient.setUrl(database.url());
        impatient.setOptions("-c lock_timeout=30ms");
        return Traffic.on(impatient)
                .readers(2, 100, (connection, random) -> onSomeRow(connection, random, stalled, "SELECT n FROM orders"))
                .writers(
                        2,
                        50,
                        (connection, random) -> onSomeRow(connection, random, stalled, "UPDATE orders SET n = n + 1"));
    }

    private static void onSomeRow(Connection connection, SplittableRandom random, AtomicInteger stalled, String sql)
            throws SQLException {
        if (isStalled(connection, sql + " WHERE id = " + (1 + random.nextInt(ROWS)))) {
            stalled.incrementAndGet();
        }
    }

    /** Whether a statement gave up waiting for a lock. */
    static boolean isStalled(Connection connection, String sql) throws SQLException {
        try {
            execute(connection, sql);
            return false;
        } catch (SQLException failure) {
            if (!"55P03".equals(failure.getSQLState())) {
                throw failure;
            }
            return true;
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static boolean holds(Connection connection, String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + condition)) {
            result.next();
            return result.getBoolean(1);
        }
    }
}
