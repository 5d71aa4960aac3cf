package liquibase.ext.online.change;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.database.PreparedStatementFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.ext.online.execute.PlanFailedException;
import liquibase.ext.online.execute.PlanRunner;
import liquibase.ext.online.execute.Progress;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.PlanText;
import liquibase.ext.online.server.Connections;
import liquibase.ext.online.server.Manners;
import liquibase.ext.online.server.Session;
import liquibase.listener.SqlListener;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import liquibase.statement.AbstractSqlStatement;
import liquibase.statement.ExecutablePreparedStatement;
import liquibase.ui.UIService;

/**
 * A plan that runs on Liquibase's connection. ExecutablePreparedStatement is the one kind of statement that Liquibase lets
 * execute itself.
 */
public final class OnlineStatement extends AbstractSqlStatement implements ExecutablePreparedStatement {
    private final OnlineChange<?> change;
    private final Plan plan;
    private final Target target;

    OnlineStatement(OnlineChange<?> change, Plan plan, Target target) {
        this.change = change;
        this.plan = plan;
        this.target = target;
    }

    /** The script of the plan, for logs. */
    List<String> script() {
        return PlanText.of(plan, target.version(), target.settings());
    }

    @Override
    public void execute(PreparedStatementFactory factory) throws DatabaseException {
        JdbcConnection connection = (JdbcConnection) target.database().getConnection();
        UIService ui = Scope.getCurrentScope().getUI();
        Connections connections = new Connections(
                ConnectionSources.of(connection),
                target.settings().allowPooler(),
                reason -> ui.sendMessage(plan.title() + ": " + reason));
        Optional<FileProgress> file = progressFile(ui);
        List<Progress> progress = new ArrayList<>(List.of(UiProgress.ofScope()));
        file.ifPresent(progress::add);
        LockService locks = LockServiceFactory.getInstance().getLockService(target.database());
        try (OutOfTransaction ignored = new OutOfTransaction(change, connection);
                Shutdown shutdown = new Shutdown(locks)) {
            Manners manners = new Manners(listeners(), shutdown.stop(), OnlineSettings.isOn(Knob.SHOW_ERROR_DETAIL));
            Session session = new Session(connection.getUnderlyingConnection(), manners);
            new PlanRunner(
                            session,
                            target.settings(),
                            origin(),
                            target.database().getLiquibaseSchemaName(),
                            new SeveralProgress(progress),
                            connections,
                            ChangelogLock.heartbeat(target.database()))
                    .run(plan);
        } catch (PlanFailedException failed) {
            file.ifPresent(lines -> lines.failed(plan, String.valueOf(failed.getMessage())));
            throw new DatabaseException(failed.getMessage(), failed);
        }
    }

    private Optional<FileProgress> progressFile(UIService ui) {
        String file = OnlineConfiguration.of(Knob.PROGRESS_FILE);
        return file == null || file.isBlank()
                ? Optional.empty()
                : Optional.of(new FileProgress(file.strip(), origin(), Clock.systemUTC(), System::nanoTime, warning -> {
                    ui.sendMessage(plan.title() + ": " + warning);
                    Scope.getCurrentScope().getLog(OnlineStatement.class).warning(warning);
                }));
    }

    /** Other threads may speak to the server too, and have another scope. */
    private static Consumer<String> listeners() {
        Collection<SqlListener> listeners = Scope.getCurrentScope().getListeners(SqlListener.class);
        return sql -> {
            synchronized (listeners) {
                listeners.forEach(listener -> listener.writeSqlWillRun(sql));
            }
        };
    }

    private Origin origin() {
        ChangeSet changeSet = change.getChangeSet();
        List<Change> changes = changeSet.getChanges();
        int index = 0;
        while (index < changes.size() && changes.get(index) != change) {
            index++;
        }
        return new Origin(changeSet.getId(), changeSet.getAuthor(), changeSet.getFilePath(), index);
    }
}
