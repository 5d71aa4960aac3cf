package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.util.List;
import liquibase.ext.online.fill.Fill;
import liquibase.ext.online.fill.ProgressTables;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.plan.Action;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.Made;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.Question;
import liquibase.ext.online.plan.RevertSteps;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.server.Connections;
import liquibase.ext.online.server.Heartbeat;
import liquibase.ext.online.server.Lifeline;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Relations;
import liquibase.ext.online.server.RowSecurity;
import liquibase.ext.online.server.Server;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SessionSettings;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Query;
import liquibase.ext.online.state.Kept;
import liquibase.ext.online.state.Ledger;
import liquibase.ext.online.state.StateTables;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan: skips the steps that are done, does the others in the way their locks ask for, and asks the catalog
 * afterwards whether the work stands.
 */
public final class PlanRunner {
    private final Session session;
    private final Settings settings;
    private final Origin origin;
    private final StateTables tables;
    private final Ledger ledger;
    private final Progress progress;
    private final Connections connections;
    private final Heartbeat heartbeat;
    private final Validation validation;
    private final Standing standing = new Standing();
    private PgVersion version = PgVersion.OLDEST;

    /**
     * A runner for the plans of one change.
     *
     * @param tables where progress is kept
     * @param ledger where it is written down what is done
     * @param connections for what is done beside the session
     * @param heartbeat of the changelog lock that the plan runs under
     */
    public PlanRunner(
            Session session,
            Settings settings,
            Origin origin,
            StateTables tables,
            Ledger ledger,
            Progress progress,
            Connections connections,
            Heartbeat heartbeat) {
        this.session = session;
        this.settings = settings;
        this.origin = origin;
        this.tables = tables;
        this.ledger = ledger;
        this.progress = progress;
        this.connections = connections;
        this.heartbeat = heartbeat;
        this.validation = new Validation(session, ledger);
    }

    /** Runs the plan from wherever an earlier run of it stopped. */
    public void run(Plan plan) throws PlanFailedException {
        run(plan, () -> plan);
    }

    /**
     * Takes a change back: what it made, by what was kept of it, and otherwise by its plan.
     *
     * @param asPlanned what takes back all that the change would make
     */
    public void takeBack(Plan asPlanned) throws PlanFailedException {
        run(asPlanned, () -> {
            List<Kept> kept = tables.of(session, origin);
            return kept.stream().anyMatch(Kept::isBegin)
                    ? new Plan(asPlanned.operation(), asPlanned.object(), new RevertSteps(Kept.made(kept)).steps())
                    : asPlanned;
        });
    }

    /** A plan that depends on what is kept. */
    private interface Choice {
        Plan plan() throws SQLException;
    }

    private void run(Plan plan, Choice choice) throws PlanFailedException {
        try {
            version = new Server(session).check(settings.allowPooler());
        } catch (SQLException refused) {
            throw failed(plan.title() + " has not begun", refused, "nothing was changed");
        }
        try (SessionSettings settingsOfRun = new SessionSettings(session, version);
                Lifeline lifeline = new Lifeline(connections, session)) {
            settingsOfRun.apply("liquibase-online " + origin.id());
            connections.like(session);
            lifeline.watch();
            runSteps(choice.plan());
        } catch (SQLException lost) {
            throw failed(plan.title(), lost, "the session's settings could not be set or put back");
        }
    }

    private void runSteps(Plan plan) throws PlanFailedException {
        try {
            ledger.check(session, plan);
        } catch (SQLException refused) {
            throw failed(plan.title() + " has not begun", refused, "nothing was changed in this run");
        }
        int of = plan.steps().size();
        for (int i = 0; i < of; i++) {
            Step step = plan.steps().get(i);
            try {
                session.stop().check();
                runStep(plan, step, i + 1, of);
            } catch (SQLException failure) {
                throw failed(
                        plan.title() + ": step " + (i + 1) + " of " + of + " (" + step.name() + ") failed",
                        failure,
                        standing.sentence(failure));
            }
        }
        end(plan);
    }

    private void end(Plan plan) throws PlanFailedException {
        try {
            ledger.end(session);
        } catch (SQLException failure) {
            throw failed(
                    plan.title() + ": all steps are done, and that could not be written down", failure, "it stands");
        }
    }

    private void runStep(Plan plan, Step step, int number, int of) throws SQLException {
        standing.begins();
        if (!holds(step.when())) {
            return;
        }
        if (holds(step.doneWhen())) {
            progress.alreadyDone(plan, number, of, step);
            ledger.found(session, made(step.action()));
            if (step.action() instanceof Action.Run run) {
                ledger.gone(session, Made.takenBackBy(run.commands()));
            }
            return;
        }
        progress.started(plan, number, of, step);
        if (act(plan, step, number)) {
            standing.done(step);
        }
        if (!(step.action() instanceof Action.Verify || step.action() instanceof Action.Glance)
                && !(step.action() instanceof Action.Trial)
                && !step.doneWhen().equals(Condition.NEVER)
                && !provesNothing(step)
                && !holds(step.doneWhen())) {
            throw new Refusal(
                    "the statements ran, and yet it is not so that "
                            + step.doneWhen().describe(),
                    "look what else changes this table at the same time, then run update again");
        }
        progress.finished(plan, step);
    }

    /** A step for each of what a query finds may find nothing; the steps behind it tell whether that was right. */
    private static boolean provesNothing(Step step) {
        return step.action() instanceof Action.ForEach;
    }

    private boolean holds(Condition condition) throws SQLException {
        return condition.equals(Condition.ALWAYS)
                || (!condition.equals(Condition.NEVER) && condition.question().holds(answers()));
    }

    private Question.Answers<SQLException> answers() {
        return new Question.Answers<>() {
            @Override
            public boolean holds(String expression, boolean authored) throws SQLException {
                return authored ? session.authored().holds(expression) : session.holds(expression);
            }

            @Override
            public List<List<@Nullable String>> rows(String query) throws SQLException {
                return session.rows(query);
            }
        };
    }

    /** Whether the step itself changed something; what others did in its name, they say themselves. */
    private boolean act(Plan plan, Step step, int number) throws SQLException {
        Action action = step.action();
        security().check(tablesLookedAt(action));
        if (action instanceof Action.Verify verify) {
            new Look(session).at(verify);
            return false;
        }
        if (action instanceof Action.Trial trial) {
            new Rehearsal(session).run(trial);
            return false;
        }
        if (action instanceof Action.Glance glance) {
            new RowLook(session).glance(glance.violations());
            return false;
        }
        if (action instanceof Action.Require require) {
            new Relations(session).require(require);
            refuseHidden(plan, require.table());
            return false;
        }
        if (action instanceof Action.ForEach each) {
            forEach(plan, each, number);
            return false;
        }
        StepProgress tells = new StepProgress(progress, plan, step);
        if (action instanceof Action.Fill fill) {
            fill(tells, step, fill);
            return true;
        }
        ledger.begin(session);
        if (action instanceof Action.Run run) {
            run(tells, run);
        } else if (action instanceof Action.Validate validate) {
            validation.run(validate, each -> run(tells, each));
        } else if (action instanceof Action.Build build) {
            ConcurrentBuild attempts =
                    new ConcurrentBuild(session, settings, build, () -> holds(step.doneWhen()), tells::note);
            standing.wouldLeave(attempts::left);
            ledger.building(session, build.command());
            watched(tells, attempts::run);
            ledger.built(session, build.command());
        } else if (action instanceof Action.Forget) {
            new ProgressTables(tables).forget(session, origin);
        }
        return true;
    }

    private void forEach(Plan plan, Action.ForEach each, int number) throws SQLException {
        for (List<@Nullable String> row : session.rows(each.query())) {
            QualifiedName found = new QualifiedName(row.get(0), String.valueOf(row.get(1)));
            for (Step step : each.steps().apply(found)) {
                runStep(plan, step, number, plan.steps().size());
            }
        }
    }

    private void run(StepProgress tells, Action.Run run) throws SQLException {
        standing.wouldLeave(() -> new NotValid(session).left(run.commands()));
        Footprint footprint = run.commands().stream()
                .map(command -> command.footprint(version, run.known()))
                .reduce(Footprint.NONE, Footprint::and);
        if (footprint.locksThatStopWrites().isEmpty()) {
            watched(tells, () -> alone(run.commands()));
        } else {
            new LockRetry(session, settings, tells)
                    .run(run.commands(), footprint, ledger.rows(run.commands()), ledger.table());
        }
    }

    /** What is made in a moment comes together with its row; what takes long makes nothing that is not there already. */
    private void alone(List<Command> commands) throws SQLException {
        for (Command command : commands) {
            List<String> rows = ledger.rows(List.of(command));
            if (rows.isEmpty()) {
                session.authored().executeLong(command.sql());
            } else {
                session.execute(
                        session.authored().begin() + command.sql() + "; " + String.join("; ", rows) + "; COMMIT");
            }
        }
    }

    /** What the step would make. */
    private static List<Made> made(Action action) {
        if (action instanceof Action.Run run) {
            return Made.by(run.commands());
        }
        return action instanceof Action.Build build ? Made.by(List.of(build.command())) : List.of();
    }

    /** Statements that nobody is stopped by, and that may take hours. */
    private void watched(StepProgress tells, Observer.Work work) throws SQLException {
        int pid = Integer.parseInt(session.value("SELECT pg_backend_pid()"));
        heartbeat.beat(session);
        BuildWatch watch = new BuildWatch(pid, settings.locking(), heartbeat, tells, tells::note);
        Observer.during(work, connections, watch, tells::note);
    }

    private void fill(StepProgress tells, Step step, Action.Fill fill) throws SQLException {
        Fill work = new Fill(
                session,
                connections,
                new ProgressTables(tables),
                origin,
                step.name(),
                ledger.fingerprint(),
                fill.backfill(),
                version,
                settings,
                heartbeat,
                tells);
        standing.wouldLeave(work::left);
        work.run(() -> ledger.begin(session));
    }

    /** Known at the start is also whether a step that is still to come would look at the rows of a table and not see all. */
    private void refuseHidden(Plan plan, QualifiedName table) throws SQLException {
        for (Step step : plan.steps()) {
            if (readsRows(step.action(), table) && holds(step.when()) && !holds(step.doneWhen())) {
                security().check(List.of(table));
                if (step.action() instanceof Action.Fill) {
                    security().check(new Relations(session).parts(table));
                }
            }
        }
    }

    private static boolean readsRows(Action action, QualifiedName table) {
        return action instanceof Action.Fill fill
                ? fill.backfill().table().equals(table)
                : tablesLookedAt(action).contains(table);
    }

    private static List<QualifiedName> tablesLookedAt(Action action) {
        if (action instanceof Action.Verify verify) {
            return tables(verify.query());
        }
        if (action instanceof Action.Glance glance) {
            return tables(glance.violations().all());
        }
        if (action instanceof Action.Validate validate) {
            return tables(validate.violations().all());
        }
        return action instanceof Action.Build build ? tables(build.duplicates().all()) : List.of();
    }

    private RowSecurity security() {
        return new RowSecurity(session, settings.acceptRowSecurity());
    }

    private static List<QualifiedName> tables(String query) {
        return new Query(query)
                .tables().stream()
                        .filter(table -> !"pg_catalog".equals(table.schema()))
                        .toList();
    }

    private static String sentence(SQLException cause) {
        String message = SqlState.sentence(cause);
        return message.endsWith(".") ? message : message + ".";
    }

    private static PlanFailedException failed(String what, SQLException cause, String left) {
        String next = cause instanceof Refusal refusal
                ? refusal.remedy() + "; then run update again"
                : "mend the cause and run update again";
        return new PlanFailedException(
                what + ": " + sentence(cause) + " State: " + left + ". Next: " + next + ".", cause);
    }
}
