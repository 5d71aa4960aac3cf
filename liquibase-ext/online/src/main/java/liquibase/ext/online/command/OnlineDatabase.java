package liquibase.ext.online.command;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import liquibase.command.CommandScope;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.ext.online.change.BegunChangeSets;
import liquibase.ext.online.change.History;
import liquibase.ext.online.change.Target;
import liquibase.ext.online.fill.ProgressTables;
import liquibase.ext.online.fill.ProgressTables.Status;
import liquibase.ext.online.plan.Made;
import liquibase.ext.online.plan.StateTable;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.state.Kept;

/** The database of a command, in autocommit until it is closed, and what backfills left in it. */
final class OnlineDatabase implements AutoCloseable {
    private final Connection connection;
    private final boolean autoCommit;
    private final Session session;
    private final History history;
    private final ProgressTables tables;

    private OnlineDatabase(Connection connection, History history) throws SQLException {
        this.connection = connection;
        this.autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(true);
        this.session = Session.ofTransactions(connection);
        this.history = history;
        this.tables = new ProgressTables(history.tables());
    }

    /**
     * The database that the command was given.
     *
     * @throws LiquibaseException if it is not PostgreSQL, where nothing of this exists
     */
    static OnlineDatabase of(CommandScope scope) throws LiquibaseException, SQLException {
        Database database = (Database) scope.getDependency(Database.class);
        if (!Target.isPostgres(database) || !(database.getConnection() instanceof JdbcConnection jdbc)) {
            throw new LiquibaseException("Online changes run on PostgreSQL, and this is " + database.getShortName()
                    + ". There is nothing to see or to ask here.");
        }
        return new OnlineDatabase(jdbc.getUnderlyingConnection(), new History(database));
    }

    Session session() {
        return session;
    }

    ProgressTables tables() {
        return tables;
    }

    /** Every backfill that matches, the last one first. */
    List<Status> backfills(ChangeSetFilter filter) throws SQLException {
        return tables.all(session).stream()
                .filter(backfill -> filter.matches(backfill.origin()))
                .toList();
    }

    /** The changeSets of which something is kept. */
    BegunChangeSets kept() throws SQLException, DatabaseException {
        return BegunChangeSets.of(history, history.tables().all(session));
    }

    /** What is kept of every changeSet that matches, began and was not executed; the last one first. */
    List<List<Kept>> begun(ChangeSetFilter filter) throws SQLException, DatabaseException {
        return kept().begun().stream()
                .filter(changeSet -> filter.matches(BegunChangeSets.origin(changeSet)))
                .sorted(Comparator.comparing(
                                (List<Kept> changeSet) -> changeSet.get(0).started())
                        .reversed())
                .toList();
    }

    /** The row of another changeSet that made or found the same thing; empty where nobody did. */
    Optional<Kept> ofAnother(Kept own) throws SQLException {
        return history.tables().all(session).stream()
                .filter(row ->
                        row.made() != null && own.made() != null && row.made().is(own.made()))
                .filter(row -> !row.origin().toString().equals(own.origin().toString()))
                .findFirst();
    }

    /** From now on another change made the thing. */
    void handOver(Kept own, Kept other) throws SQLException {
        StateTable names = history.tables().names();
        Made made = Objects.requireNonNull(own.made());
        session.execute("BEGIN; " + names.drop(own.origin(), made) + "; "
                + names.made(other.origin(), made, StateTable.How.CREATED) + "; COMMIT");
    }

    @Override
    public void close() throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(autoCommit);
        }
    }
}
