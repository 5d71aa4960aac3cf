package liquibase.ext.online.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection in autocommit, spoken to in text. */
public final class Session {
    private final Connection connection;
    private final Consumer<String> log;

    /**
     * Speaks through a connection.
     *
     * @param connection in autocommit; stays open
     * @param log hears every statement that changes something, before it runs
     */
    public Session(Connection connection, Consumer<String> log) {
        this.connection = connection;
        this.log = log;
    }

    public Connection connection() {
        return connection;
    }

    /** Runs one statement, or several in one round trip. */
    public void execute(String sql) throws SQLException {
        log.accept(sql);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs one statement and tells how many rows it wrote. */
    public int update(String sql) throws SQLException {
        log.accept(sql);
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** All rows, each value as text. */
    public List<List<@Nullable String>> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The first row, if there is one. */
    public Optional<List<@Nullable String>> first(String sql) throws SQLException {
        return rows(sql).stream().findFirst();
    }

    /** The single value of a query that gives one. */
    public String value(String sql) throws SQLException {
        @Nullable String value = rows(sql).get(0).get(0);
        if (value == null) {
            throw new SQLException("NULL from " + sql);
        }
        return value;
    }

    /** Whether a boolean expression holds. */
    public boolean holds(String expression) throws SQLException {
        return "t".equals(value("SELECT " + expression));
    }

    /** Work that commits as one; on failure all of it is rolled back. */
    public <T> T inTransaction(Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.run();
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException failure) {
            rollBack(failure);
            throw failure;
        } finally {
            restoreAutoCommit();
        }
    }

    /** Something that talks to the server. */
    public interface Work<T> {
        T run() throws SQLException;
    }

    private void rollBack(Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    private void restoreAutoCommit() throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(true);
        }
    }
}
