package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.util.List;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.server.Connections;
import liquibase.ext.online.server.Lifeline;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Server;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SessionSettings;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.state.FirstRun;
import liquibase.ext.online.state.Kept;

/** Runs a plan step by step, in a session that is set up for it, and says what stands when it ends early. */
public final class PlanRunner {
    private static final String REVERT = "online-revert";

    private final Surroundings around;

    public PlanRunner(Surroundings around) {
        this.around = around;
    }

    /** Runs the plan from wherever an earlier run of it stopped. */
    public void run(Plan plan) throws PlanFailedException {
        run(plan, () -> plan);
    }

    /**
     * Does all of a change in one transaction, where its tables are small and nothing stands in the way.
     *
     * @return whether it is done; if not, nothing was changed
     */
    public boolean atOnce(Plan plan, ShortTransaction transaction, FirstRun first) throws PlanFailedException {
        Session session = around.session();
        Session ours = Session.ofTransactions(session.connection(), session.manners());
        boolean done = new ShortRun(ours, session, around.settings(), first)
                .does(
                        plan,
                        transaction,
                        text -> around.progress().note(plan, plan.steps().get(0), text));
        if (done) {
            around.progress().atOnce(plan);
        }
        return done;
    }

    /**
     * Takes a change back: what it made, by what was kept of it, and otherwise by its plan.
     *
     * @param asPlanned what takes back all that the change would make
     */
    public void takeBack(Plan asPlanned) throws PlanFailedException {
        run(asPlanned, () -> {
            List<Kept> kept = around.tables().of(around.session(), around.origin());
            return kept.stream().anyMatch(Kept::isBegin)
                    ? new Plan(
                            asPlanned.operation(),
                            asPlanned.object(),
                            Kept.revert(kept).steps())
                    : asPlanned;
        });
    }

    /** A plan that depends on what is kept. */
    private interface Choice {
        Plan plan() throws SQLException;
    }

    private void run(Plan plan, Choice choice) throws PlanFailedException {
        Session session = around.session();
        Connections connections = around.connections();
        PgVersion version;
        try {
            version = new Server(session).check(around.settings().allowPooler());
        } catch (SQLException refused) {
            throw failed(plan, " has not begun", refused, "nothing was changed");
        }
        try (SessionSettings settingsOfRun = new SessionSettings(session);
                Lifeline lifeline = new Lifeline(connections, session)) {
            settingsOfRun.apply("liquibase-online " + around.origin().id(), version);
            connections.like(session);
            lifeline.watch();
            runSteps(choice.plan(), version);
        } catch (SQLException lost) {
            throw failed(plan, "", lost, "the session's settings could not be set or put back");
        }
    }

    private void runSteps(Plan plan, PgVersion version) throws PlanFailedException {
        try {
            around.ledger().check(around.session(), plan);
        } catch (SQLException refused) {
            throw failed(plan, " has not begun", refused, "nothing was changed in this run");
        }
        Standing standing = new Standing();
        StepRunner runner = new StepRunner(around, version, standing);
        int of = plan.steps().size();
        for (int i = 0; i < of; i++) {
            Step step = plan.steps().get(i);
            try {
                around.session().stop().check();
                runner.run(plan, step, i + 1);
            } catch (SQLException failure) {
                throw failed(
                        plan,
                        ": step " + (i + 1) + " of " + of + " (" + step.name() + ") failed",
                        failure,
                        standing.sentence(failure));
            }
        }
        end(plan);
    }

    private void end(Plan plan) throws PlanFailedException {
        try {
            around.ledger().end(around.session());
        } catch (SQLException failure) {
            throw failed(plan, ": all steps are done, and that could not be written down", failure, "it stands");
        }
    }

    private static String sentence(SQLException cause) {
        String message = SqlState.sentence(cause);
        return message.endsWith(".") ? message : message + ".";
    }

    private static PlanFailedException failed(Plan plan, String what, SQLException cause, String left) {
        String first = cause instanceof Refusal refusal ? refusal.remedy() + "; then " : "mend the cause and ";
        return new PlanFailedException(
                plan.title() + what + ": " + sentence(cause) + " State: " + left + ". Next: " + first + again(plan)
                        + ".",
                cause);
    }

    private static String again(Plan plan) {
        String operation = plan.operation();
        return operation.equals(REVERT)
                ? "run " + REVERT + " again"
                : operation.startsWith("rollback of ") ? "roll back again" : "run update again";
    }
}
