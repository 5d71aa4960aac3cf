package liquibase.ext.online.command;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.command.CommandScope;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.ext.online.change.History;
import liquibase.ext.online.change.Target;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.state.Kept;

/**
 * A rollback that goes past no changeSet that has begun: Liquibase does not know of it, as it is not in the history, and
 * would take away what it stands on. Afterwards nothing is kept of what was rolled back, whoever did it.
 */
final class GuardedRollback {
    private final CommandScope scope;

    GuardedRollback(CommandScope scope) {
        this.scope = scope;
    }

    /** What Liquibase does. */
    interface Rollback {
        void run() throws Exception;
    }

    void run(Rollback rollback) throws Exception {
        Database database = (Database) scope.getDependency(Database.class);
        if (!Target.isPostgres(database) || !(database.getConnection() instanceof JdbcConnection)) {
            rollback.run();
            return;
        }
        List<List<Kept>> before = check(database).inHistory();
        rollback.run();
        forget(database, before);
    }

    private BegunChangeSets check(Database database) throws LiquibaseException, SQLException {
        try (OnlineDatabase online = OnlineDatabase.of(scope)) {
            BegunChangeSets kept = BegunChangeSets.of(new History(database), online.session());
            List<Origin> begun = kept.begun().stream()
                    .map(BegunChangeSets::origin)
                    .filter(this::isOfThisChangelog)
                    .toList();
            if (!begun.isEmpty()) {
                throw new LiquibaseException(
                        "Nothing was rolled back: changeSet "
                                + begun.stream().map(Origin::toString).collect(Collectors.joining(" and "))
                                + " has begun and is not done, so that it is not in the history and would be passed over. Run update,"
                                + " which goes on with it, or take it back with liquibase online-revert; then roll back again.");
            }
            return kept;
        }
    }

    /** Another application may keep its own changelog in the same tables. */
    private boolean isOfThisChangelog(Origin origin) {
        DatabaseChangeLog changelog = (DatabaseChangeLog) scope.getDependency(DatabaseChangeLog.class);
        return changelog == null
                || changelog.getChangeSets().stream()
                        .anyMatch(changeSet -> History.isSameFile(changeSet.getFilePath(), origin.path()));
    }

    /** A rollback block of the author's tells us nothing. */
    private void forget(Database database, List<List<Kept>> before) throws LiquibaseException, SQLException {
        History history = new History(database);
        try (OnlineDatabase online = OnlineDatabase.of(scope)) {
            for (List<Kept> changeSet : before) {
                if (!history.knows(BegunChangeSets.origin(changeSet))) {
                    Set<Origin> changes = new LinkedHashSet<>();
                    changeSet.forEach(row -> changes.add(row.origin()));
                    for (Origin change : changes) {
                        history.tables().forget(online.session(), change);
                    }
                }
            }
        }
    }
}
