package liquibase.ext.online.change;

import java.util.List;
import java.util.stream.Stream;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.ext.online.plan.Edition;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.plan.StateTable;
import liquibase.ext.online.state.StateTables;
import org.jspecify.annotations.Nullable;

/** DATABASECHANGELOG, and what is kept beside it. */
public final class History {
    private final Database database;

    public History(Database database) {
        this.database = database;
    }

    /** The state tables, which stand in the schema of DATABASECHANGELOG. */
    public StateTables tables() {
        return new StateTables(stateTable(database, database.getLiquibaseSchemaName()), changelog());
    }

    /** The names of the state tables, in a schema or on the search path. */
    static StateTable stateTable(Database database, @Nullable String schema) {
        return StateTable.in(schema, database.getDatabaseChangeLogTableName());
    }

    /** DATABASECHANGELOG as SQL text. */
    String changelog() {
        return ChangelogLock.asLiquibase(
                database,
                () -> database.escapeTableName(
                        database.getLiquibaseCatalogName(),
                        database.getLiquibaseSchemaName(),
                        database.getDatabaseChangeLogTableName()));
    }

    /** Whether a changeSet was executed, and not merely marked. */
    boolean hasRun(Origin origin) throws DatabaseException {
        return rows(origin).anyMatch(History::isRun);
    }

    /** Whether a changeSet was marked as run by a precondition, and did nothing. */
    boolean isOnlyMarked(Origin origin) throws DatabaseException {
        return rows(origin).anyMatch(ran -> ran.getExecType() == ChangeSet.ExecType.MARK_RAN);
    }

    /** Whether there is a row for a changeSet, however it came there. */
    public boolean knows(Origin origin) throws DatabaseException {
        return rows(origin).findAny().isPresent();
    }

    private Stream<RanChangeSet> rows(Origin origin) throws DatabaseException {
        return database.getRanChangeSetList().stream()
                .filter(ran -> ran.getId().equals(origin.id())
                        && ran.getAuthor().equals(origin.author())
                        && isSameFile(ran.getChangeLog(), origin.path()));
    }

    private static boolean isRun(RanChangeSet ran) {
        return ran.getExecType() == ChangeSet.ExecType.EXECUTED || ran.getExecType() == ChangeSet.ExecType.RERAN;
    }

    /** Whether two paths name the same changelog file, as Liquibase compares them. */
    public static boolean isSameFile(String path, String other) {
        return DatabaseChangeLog.normalizePath(path).equals(DatabaseChangeLog.normalizePath(other));
    }

    /** Where a change stands. In a rollback block it is behind the changes of its changeSet. */
    static Origin origin(Change change) {
        ChangeSet changeSet = change.getChangeSet();
        List<Change> changes = changeSet.getChanges();
        int index = 0;
        while (index < changes.size() && changes.get(index) != change) {
            index++;
        }
        return origin(changeSet, index);
    }

    /** A changelog is begun by one tool and gone on with by another, which may call its file by another prefix. */
    private static Origin origin(ChangeSet changeSet, int index) {
        return new Origin(
                changeSet.getId(),
                changeSet.getAuthor(),
                DatabaseChangeLog.normalizePath(changeSet.getFilePath()),
                index);
    }

    /** The edition that a change of a changeSet belongs to. */
    Edition edition(Change change) throws DatabaseException {
        Origin origin = origin(change);
        return new Edition(origin, fingerprints(change.getChangeSet()), hasRun(origin), isAccepted(origin));
    }

    /** The same where nobody knows whether it has run. */
    static Edition unranEdition(Change change) {
        return new Edition(origin(change), fingerprints(change.getChangeSet()), false, false);
    }

    /** The edition of a changeSet that has not run, with the origin of its first change. */
    static Edition unranEdition(ChangeSet changeSet) {
        Origin origin = origin(changeSet, 0);
        return new Edition(origin, fingerprints(changeSet), false, isAccepted(origin));
    }

    private static List<String> fingerprints(ChangeSet changeSet) {
        return changeSet.getChanges().stream().map(Fingerprint::of).toList();
    }

    private static boolean isAccepted(Origin origin) {
        @Nullable String accepted = OnlineConfiguration.of(Knob.ACCEPT_EDITED);
        String ends = "::" + origin.id() + "::" + origin.author();
        return accepted != null
                && accepted.strip().endsWith(ends)
                && isSameFile(accepted.strip().substring(0, accepted.strip().length() - ends.length()), origin.path());
    }
}
