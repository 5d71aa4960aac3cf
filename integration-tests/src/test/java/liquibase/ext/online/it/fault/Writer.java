package liquibase.ext.online.it.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import liquibase.ext.online.it.server.TestDatabase;

/**
 * The application. By the id of a row it is decided what it does with it, once and at some time: a value of its own, away
 * with it, a new version in another place, or nothing; and it inserts rows. So the end is the same whenever it got to do
 * what, and it never does anything that fails but for a server that is not there.
 */
final class Writer implements AutoCloseable {
    static final String NAME = "the application";

    private static final int INSERTS = 200;
    private static final Duration PACE = Duration.ofMillis(3);
    private static final Duration THOUGHT = Duration.ofMillis(30);

    private final TestDatabase database;
    private final Random random;
    private final Deque<String> statements;
    private final CompletableFuture<Void> work;
    private volatile boolean stopped;

    /** Starts to write. */
    Writer(TestDatabase database, long seed) {
        this.database = database;
        this.random = new Random(seed);
        List<String> shuffled = new ArrayList<>();
        for (int id = 1; id <= Shape.ROWS; id++) {
            switch (id % 10) {
                case 0 -> shuffled.add("UPDATE product SET sku = 'MINE-' || id WHERE id = " + id);
                case 1 -> shuffled.add("DELETE FROM product WHERE id = " + id);
                case 2 -> shuffled.add("UPDATE product SET name = 'Moved ' || id WHERE id = " + id);
                default -> {}
            }
        }
        for (int id = Shape.ROWS + 1; id <= Shape.ROWS + INSERTS; id++) {
            shuffled.add(
                    "INSERT INTO product (id, name, sku) SELECT %1$d, 'New', 'NEW-%1$d' WHERE NOT EXISTS".formatted(id)
                            + " (SELECT FROM product WHERE id = " + id + ")");
        }
        Collections.shuffle(shuffled, random);
        statements = new ArrayDeque<>(shuffled);
        work = CompletableFuture.runAsync(this::work);
    }

    /** Does what is still to be done, and returns when it is. */
    void finish() throws SQLException {
        stopped = true;
        work.join();
        try (Connection connection = connect()) {
            while (!statements.isEmpty()) {
                execute(connection, statements.remove());
            }
        }
    }

    private void work() {
        while (!stopped) {
            try (Connection connection = connect()) {
                while (!stopped) {
                    boolean anew = statements.isEmpty();
                    write(connection, anew ? moveAgain() : statements.element());
                    if (!anew) {
                        statements.remove();
                    }
                    LockSupport.parkNanos(PACE.toNanos());
                }
            } catch (SQLException e) {
                if (!serverIsGone(e)) {
                    throw new IllegalStateException("The application got an error: " + e.getMessage(), e);
                }
                LockSupport.parkNanos(PACE.toNanos());
            }
        }
    }

    /** Now and then it takes its time, so that ALTER and CREATE INDEX CONCURRENTLY have somebody to wait for. */
    private void write(Connection connection, String sql) throws SQLException {
        boolean slowly = random.nextInt(40) == 0;
        connection.setAutoCommit(!slowly);
        execute(connection, sql);
        if (slowly) {
            LockSupport.parkNanos(THOUGHT.toNanos());
            connection.commit();
        }
    }

    private String moveAgain() {
        int id = random.nextInt(Shape.ROWS / 10) * 10 + 2;
        return "UPDATE product SET name = name WHERE id = " + id;
    }

    private static boolean serverIsGone(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    private Connection connect() throws SQLException {
        Connection connection = database.connect();
        connection.setClientInfo("ApplicationName", NAME);
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        stopped = true;
    }
}
