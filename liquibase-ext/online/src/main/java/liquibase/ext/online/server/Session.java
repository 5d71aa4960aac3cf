package liquibase.ext.online.server;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * One connection in autocommit, spoken to in text. Once it is pinned, what is said here is ours, and no name in it means
 * anything but what the server itself brings along: the search_path is {@code pg_catalog, pg_temp}. Text of the author's
 * goes through {@link #authored()}.
 */
public final class Session {
    private final Connection connection;
    private final Manners manners;
    private final boolean pinsEachTransaction;
    private @Nullable SearchPath author;
    private @Nullable AnswerTime answers;
    private String backend = "0";
    private volatile @Nullable String givenUp;

    /**
     * Speaks through a connection.
     *
     * @param connection in autocommit; stays open
     * @param log hears every statement that changes something, before it runs
     */
    public Session(Connection connection, Consumer<String> log) {
        this(connection, Manners.hearing(log));
    }

    /**
     * Speaks through a connection until told to stop.
     *
     * @param connection in autocommit; stays open
     * @param manners shared by all sessions of a run
     */
    public Session(Connection connection, Manners manners) {
        this(connection, manners, false);
    }

    private Session(Connection connection, Manners manners, boolean pinsEachTransaction) {
        this.connection = connection;
        this.manners = manners;
        this.pinsEachTransaction = pinsEachTransaction;
    }

    /**
     * Says what is ours, and nothing else, through a connection that may lead to a pooler: each transaction is pinned, as the
     * next one may be another session's.
     *
     * @param connection in autocommit, or in a transaction that is ended before anything is said that is not ours; stays
     *     open
     */
    public static Session ofTransactions(Connection connection) {
        return ofTransactions(connection, Manners.quiet());
    }

    /** The same for a run, whose sessions share these manners. */
    public static Session ofTransactions(Connection connection, Manners manners) {
        return new Session(connection, manners, true);
    }

    /** The word to end, which the sessions of a run share. */
    public Stop stop() {
        return manners.stop();
    }

    /** How it behaves. */
    public Manners manners() {
        return manners;
    }

    public Connection connection() {
        return connection;
    }

    /** Bounds the wait for answers by what a statement may take, and no longer by what the connection was given, until {@link #endWatch}. */
    void watch() throws SQLException {
        backend = value("SELECT pg_backend_pid()");
        answers = AnswerTime.of(connection);
    }

    /** Leaves the connection as it was given. */
    void endWatch() throws SQLException {
        if (answers != null) {
            answers.restore();
            answers = null;
        }
    }

    /** Process id of the server's side. */
    String backend() {
        return backend;
    }

    /** Ends the wait for a statement, and with it the connection; called from another thread. */
    void giveUp(String why) {
        givenUp = why;
        try {
            connection.abort(Runnable::run);
        } catch (SQLException closedAlready) {
            // Then nobody waits for it any more.
            return;
        }
    }

    /**
     * Keeps the search_path ours until {@link #unpin}.
     *
     * @param authors the path for text of the author's, as {@code SHOW} gives it; null for the one that is set now
     * @return the path that is set now, in the same form
     */
    public String pin(@Nullable String authors) throws SQLException {
        String before =
                String.valueOf(send("SHOW search_path", false).rows().get(0).get(0));
        author = SearchPath.of(authors == null ? before : authors);
        send(SearchPath.OURS.set(), false);
        return before;
    }

    /** Puts the search_path back as it was. */
    public void unpin(String before) throws SQLException {
        rowsAtTheEnd("SELECT set_config('search_path', " + Sql.literal(before) + ", false)");
        author = null;
    }

    /** The same session for text of the author's. Only while it is pinned. */
    public Authored authored() {
        if (author == null) {
            throw new IllegalStateException("the search_path is not pinned");
        }
        return new Authored(this, author);
    }

    /**
     * Runs one statement, or several in one round trip, that take no longer than a batch does; when these begin a transaction
     * and fail, it is rolled back.
     */
    public void execute(String sql) throws SQLException {
        manners.log().accept(sql);
        send(ours(sql), false);
    }

    /** Runs statements one by one, in a transaction, that meet no rows and of which nothing is to stay; they are not logged. */
    public void tryOut(String... statements) throws SQLException {
        for (String sql : statements) {
            send(sql, true, ServerError::withDetail);
        }
    }

    /** Takes back what was tried out. */
    public void takeBack() throws SQLException {
        send("ROLLBACK", false);
    }

    /** Runs one statement that may take long, and is cancelled when the run is told to stop. */
    public void executeLong(String sql) throws SQLException {
        manners.log().accept(sql);
        send(sql, true);
    }

    /**
     * What several statements gave.
     *
     * @param written how many rows the last statement without a result wrote
     * @param rows of all results, each value as text
     */
    public record Outcome(long written, List<List<@Nullable String>> rows) {}

    /** Runs several statements in one round trip, which is let finish when the run is told to stop. */
    public Outcome script(String sql) throws SQLException {
        manners.log().accept(sql);
        return send(sql, false);
    }

    /**
     * All rows, each value as text. Any query may be long that reads rows of a table, so that each is cancelled, or not even
     * begun, when the run is told to stop.
     */
    public List<List<@Nullable String>> rows(String sql) throws SQLException {
        return send(ours(sql), true).rows();
    }

    /** All rows of a query that reads nothing but catalogs and settings, and is asked at the end of a run as well. */
    public List<List<@Nullable String>> rowsAtTheEnd(String sql) throws SQLException {
        return send(ours(sql), false).rows();
    }

    private String ours(String sql) throws SQLException {
        if (!pinsEachTransaction) {
            return sql;
        }
        if (!connection.getAutoCommit()) {
            return SearchPath.OURS.setLocal() + sql;
        }
        String pin = "BEGIN; " + SearchPath.OURS.setLocal();
        return sql.startsWith("BEGIN; ") ? pin + sql.substring("BEGIN; ".length()) : pin + sql + "; COMMIT";
    }

    Outcome send(String sql, boolean mayBeLong) throws SQLException {
        return send(sql, mayBeLong, ServerError::withoutDetail);
    }

    private Outcome send(String sql, boolean mayBeLong, UnaryOperator<SQLException> serverError) throws SQLException {
        long written = 0;
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            if (answers != null && mayBeLong) {
                answers.unlimited();
            } else if (answers != null) {
                answers.atMost(manners.answerWithin());
            }
            boolean isResult = manners.stop().run(this, statement, sql, mayBeLong);
            while (isResult || statement.getLargeUpdateCount() >= 0) {
                if (isResult) {
                    addRows(statement.getResultSet(), rows);
                } else {
                    written = statement.getLargeUpdateCount();
                }
                isResult = statement.getMoreResults();
            }
        } catch (SQLException failure) {
            SQLException told = told(failure, serverError);
            if (sql.startsWith("BEGIN; ")) {
                rollBack(told);
            }
            throw told;
        }
        return new Outcome(written, rows);
    }

    private SQLException told(SQLException failure, UnaryOperator<SQLException> serverError) {
        if (givenUp != null) {
            return new Refusal(
                    "the connection is lost: " + givenUp,
                    "look what between here and the server drops connections that are silent (tcpKeepAlive=true in the JDBC URL"
                            + " helps against firewalls)",
                    failure);
        }
        if (failure.getCause() instanceof SocketTimeoutException) {
            return new Refusal(
                    "no answer came in time, so the driver gave the connection up; a statement that the server was at may go on",
                    "look whether the network drops packets; how long is waited for a short statement, answerTimeout says, and"
                            + " elsewhere socketTimeout in the JDBC URL",
                    failure);
        }
        return manners.showErrorDetail() ? failure : serverError.apply(failure);
    }

    private static void addRows(ResultSet result, List<List<@Nullable String>> rows) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                row.add(result.getString(i));
            }
            rows.add(row);
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

    /** Takes back what a script left open when it failed; what fails in doing so is added to that failure. */
    public void rollBack(SQLException failure) {
        try {
            execute("ROLLBACK");
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }
}
