package liquibase.ext.online.change;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.ext.online.execute.PlanFailedException;
import liquibase.ext.online.execute.PlanRunner;
import liquibase.ext.online.execute.Progress;
import liquibase.ext.online.execute.Surroundings;
import liquibase.ext.online.plan.Edition;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.server.Connections;
import liquibase.ext.online.server.Manners;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.state.Backwards;
import liquibase.ext.online.state.FirstRun;
import liquibase.ext.online.state.Forwards;
import liquibase.ext.online.state.Ledger;
import liquibase.ext.online.state.StateTables;
import liquibase.listener.SqlListener;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import liquibase.ui.UIService;

/** A plan on Liquibase's connection, with all that it tells and listens to. */
public final class OnlineRun {
    private final Database database;
    private final Settings settings;
    private final StateTables tables;

    public OnlineRun(Database database, Settings settings) {
        this.database = database;
        this.settings = settings;
        this.tables = new History(database).tables();
    }

    /** With the settings of the configuration. */
    public static OnlineRun of(Database database) {
        return new OnlineRun(database, OnlineSettings.with(Map.of()));
    }

    /**
     * Does a change, and writes down that it began, and what it makes.
     *
     * @param atOnce how it is done on small tables
     */
    void change(Plan plan, Optional<ShortTransaction> atOnce, Edition edition) throws DatabaseException {
        FirstRun first = new FirstRun(tables, edition);
        run(plan, edition.origin(), new Forwards(tables, edition), runner -> {
            if (atOnce.isEmpty() || !first.isWanted() || !runner.atOnce(plan, atOnce.get(), first)) {
                runner.run(plan);
            }
        });
    }

    /** Does a change of which nothing is to be kept. */
    void changeWithoutTrace(Plan plan, Origin origin) throws DatabaseException {
        run(plan, origin, new Backwards(tables, origin), runner -> runner.run(plan));
    }

    /** Takes a change back, by what was kept of it and else by the plan. */
    public void takeBack(Plan plan, Origin origin) throws DatabaseException {
        run(plan, origin, new Backwards(tables, origin), runner -> runner.takeBack(plan));
    }

    private interface Work {
        void with(PlanRunner runner) throws PlanFailedException;
    }

    private void run(Plan plan, Origin origin, Ledger ledger, Work work) throws DatabaseException {
        JdbcConnection connection = (JdbcConnection) database.getConnection();
        UIService ui = Scope.getCurrentScope().getUI();
        Connections connections = new Connections(
                ConnectionSources.of(connection),
                settings.allowPooler(),
                reason -> ui.sendMessage(plan.title() + ": " + reason));
        Optional<FileProgress> file = progressFile(plan, origin, ui);
        List<Progress> progress = new ArrayList<>(List.of(UiProgress.ofScope()));
        file.ifPresent(progress::add);
        LockService locks = LockServiceFactory.getInstance().getLockService(database);
        try (Shutdown shutdown = new Shutdown(locks)) {
            Manners manners = new Manners(
                    listeners(),
                    shutdown.stop(),
                    OnlineSettings.isOn(Knob.SHOW_ERROR_DETAIL),
                    OnlineSettings.answerTimeout());
            Session session = new Session(connection.getUnderlyingConnection(), manners);
            work.with(new PlanRunner(new Surroundings(
                    session,
                    settings,
                    origin,
                    tables,
                    ledger,
                    new SeveralProgress(progress),
                    connections,
                    ChangelogLock.heartbeat(database))));
        } catch (PlanFailedException failed) {
            file.ifPresent(lines -> lines.failed(plan, String.valueOf(failed.getMessage())));
            throw new DatabaseException(failed.getMessage(), failed);
        }
    }

    private static Optional<FileProgress> progressFile(Plan plan, Origin origin, UIService ui) {
        String file = OnlineConfiguration.of(Knob.PROGRESS_FILE);
        return file == null || file.isBlank()
                ? Optional.empty()
                : Optional.of(new FileProgress(file.strip(), origin, Clock.systemUTC(), System::nanoTime, warning -> {
                    ui.sendMessage(plan.title() + ": " + warning);
                    Scope.getCurrentScope().getLog(OnlineRun.class).warning(warning);
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
}
