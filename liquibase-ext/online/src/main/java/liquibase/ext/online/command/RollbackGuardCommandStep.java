package liquibase.ext.online.command;

import com.google.auto.service.AutoService;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.Scope;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.command.CleanUpCommandStep;
import liquibase.command.CommandDefinition;
import liquibase.command.CommandResultsBuilder;
import liquibase.command.CommandScope;
import liquibase.command.CommandStep;
import liquibase.command.core.helpers.AbstractHelperCommandStep;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.ext.online.change.BegunChangeSets;
import liquibase.ext.online.change.History;
import liquibase.ext.online.change.Target;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.state.Kept;
import liquibase.lockservice.LockService;

/**
 * Goes before each rollback, and lets it go past no changeSet that has begun: Liquibase does not know of it, as it is not in
 * the history, and would take away what it stands on. Afterwards nothing is kept of what was rolled back, whoever did it.
 *
 * <p>A step of the rollback commands and no override of them, of which Liquibase allows one: Liquibase Pro has it.
 */
@AutoService(CommandStep.class)
public final class RollbackGuardCommandStep extends AbstractHelperCommandStep implements CleanUpCommandStep {
    private static final List<String> GUARDED = List.of("rollback", "rollbackCount", "rollbackToDate");

    /** Behind what connects and locks, and before the rollback itself, which has 1000. */
    private static final int BEFORE_THE_COMMAND = 900;

    @Override
    public String[][] defineCommandNames() {
        return new String[][] {{"onlineRollbackGuard"}};
    }

    @Override
    public int getOrder(CommandDefinition command) {
        return GUARDED.stream().anyMatch(command::is) ? BEFORE_THE_COMMAND : super.getOrder(command);
    }

    @Override
    public List<Class<?>> requiredDependencies() {
        return List.of(Database.class, LockService.class, DatabaseChangeLog.class);
    }

    @Override
    public void run(CommandResultsBuilder results) throws Exception {
        CommandScope scope = results.getCommandScope();
        Database database = (Database) scope.getDependency(Database.class);
        if (Target.isPostgres(database) && database.getConnection() instanceof JdbcConnection) {
            scope.provideDependency(BegunChangeSets.class, check(scope));
        }
    }

    @Override
    public void cleanUp(CommandResultsBuilder results) {
        CommandScope scope = results.getCommandScope();
        BegunChangeSets before = (BegunChangeSets) scope.getDependency(BegunChangeSets.class);
        if (before == null) {
            return;
        }
        try {
            forget(scope, before.inHistory());
        } catch (LiquibaseException | SQLException failure) {
            Scope.getCurrentScope()
                    .getLog(RollbackGuardCommandStep.class)
                    .warning("what is kept of the changeSets that were rolled back could not be dropped", failure);
        }
    }

    private static BegunChangeSets check(CommandScope scope) throws LiquibaseException, SQLException {
        try (OnlineDatabase online = OnlineDatabase.of(scope)) {
            BegunChangeSets kept = online.kept();
            List<Origin> begun = kept.begun().stream()
                    .map(BegunChangeSets::origin)
                    .filter(origin -> isOfThisChangelog(scope, origin))
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
    private static boolean isOfThisChangelog(CommandScope scope, Origin origin) {
        DatabaseChangeLog changelog = (DatabaseChangeLog) scope.getDependency(DatabaseChangeLog.class);
        return changelog == null
                || changelog.getChangeSets().stream()
                        .anyMatch(changeSet -> History.isSameFile(changeSet.getFilePath(), origin.path()));
    }

    /** A rollback block of the author's tells us nothing. */
    private static void forget(CommandScope scope, List<List<Kept>> before) throws LiquibaseException, SQLException {
        Database database = (Database) scope.getDependency(Database.class);
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
