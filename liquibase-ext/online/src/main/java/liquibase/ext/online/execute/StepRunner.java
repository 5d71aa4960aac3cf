package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.util.List;
import liquibase.ext.online.fill.Fill;
import liquibase.ext.online.fill.ProgressTables;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.plan.Action;
import liquibase.ext.online.plan.Action.ForEach.Found;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.Made;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.Question;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Relations;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.state.Ledger;
import org.jspecify.annotations.Nullable;

/**
 * Runs single steps: skips one that is done, does it in the way its locks ask for, and asks the catalog afterwards whether
 * the work stands.
 */
final class StepRunner {
    private final Surroundings around;
    private final Session session;
    private final Settings settings;
    private final Ledger ledger;
    private final Progress progress;
    private final PgVersion version;
    private final Standing standing;

    /** @param standing is told what a step would leave */
    StepRunner(Surroundings around, PgVersion version, Standing standing) {
        this.around = around;
        this.session = around.session();
        this.settings = around.settings();
        this.ledger = around.ledger();
        this.progress = around.progress();
        this.version = version;
        this.standing = standing;
    }

    /** Does what is left to do of a step. */
    void run(Plan plan, Step step, int number) throws SQLException {
        int of = plan.steps().size();
        standing.begins();
        if (!holds(step.when())) {
            return;
        }
        if (holds(step.doneWhen()) || (step.action() instanceof Action.Once && ledger.hasRun(session, step.name()))) {
            progress.alreadyDone(plan, number, of, step);
            ledger.found(session, made(step.action()));
            if (step.action() instanceof Action.Run run) {
                ledger.gone(session, Made.takenBackBy(run.commands(), run.known()));
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
                    "look what else changes this table at the same time");
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
        hidden().refuse(action);
        if (action instanceof Action.Verify verify) {
            if (verify.kind() != Action.Verify.Kind.TARGETS || !ledger.hasBegun(session)) {
                new Look(session).at(verify);
            }
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
            hidden().refuse(plan, require.table(), each -> holds(each.when()) && !holds(each.doneWhen()));
            return false;
        }
        if (action instanceof Action.ForEach each) {
            forEach(plan, each, number);
            return false;
        }
        StepProgress tells = new StepProgress(progress, plan, step);
        if (action instanceof Action.Tell tell) {
            new Look(session).tell(tell, tells::note);
            return false;
        }
        if (action instanceof Action.Fill fill) {
            fill(tells, step, fill);
            return true;
        }
        ledger.begin(session);
        if (action instanceof Action.Once once) {
            new OnceRun(session, version, settings, ledger).run(once, step.name(), tells, work -> watched(tells, work));
        } else if (action instanceof Action.Run run) {
            run(tells, run);
        } else if (action instanceof Action.Validate validate) {
            new Validation(session, ledger).run(validate, each -> run(tells, each));
        } else if (action instanceof Action.Build build) {
            ConcurrentBuild attempts =
                    new ConcurrentBuild(session, settings, build, () -> holds(step.doneWhen()), tells::note);
            standing.wouldLeave(attempts::left);
            ledger.building(session, build.command());
            watched(tells, attempts::run);
            ledger.built(session, build.command());
        } else if (action instanceof Action.Forget) {
            new ProgressTables(around.tables()).forget(session, around.origin());
        }
        return true;
    }

    private void forEach(Plan plan, Action.ForEach each, int number) throws SQLException {
        List<List<@Nullable String>> rows =
                each.authored() ? session.authored().rows(each.query()) : session.rows(each.query());
        for (List<@Nullable String> row : rows) {
            Found found = new Found(
                    new QualifiedName(row.get(0), String.valueOf(row.get(1))),
                    row.size() < 3 ? "" : String.valueOf(row.get(2)));
            for (Step step : each.steps().apply(found)) {
                run(plan, step, number);
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
        around.heartbeat().beat(session);
        BuildWatch watch = new BuildWatch(pid, settings.locking(), around.heartbeat(), tells, tells::note);
        Observer.during(work, around.connections(), watch, tells::note);
    }

    private void fill(StepProgress tells, Step step, Action.Fill fill) throws SQLException {
        Fill work = new Fill(
                session,
                around.connections(),
                new ProgressTables(around.tables()),
                around.origin(),
                step.name(),
                ledger.fingerprint(),
                fill.work(),
                version,
                settings,
                around.heartbeat(),
                tells);
        standing.wouldLeave(work::left);
        work.run(() -> ledger.begin(session));
    }

    private HiddenRows hidden() {
        return new HiddenRows(session, settings.acceptRowSecurity());
    }
}
