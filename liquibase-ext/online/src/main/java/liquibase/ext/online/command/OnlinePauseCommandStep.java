package liquibase.ext.online.command;

import com.google.auto.service.AutoService;
import liquibase.command.CommandDefinition;
import liquibase.command.CommandStep;
import liquibase.ext.online.fill.ProgressTables.Request;
import liquibase.ext.online.fill.ProgressTables.Status;

/** {@code liquibase online-pause}: backfills hold after their batch, now and in later runs, until resumed. */
@AutoService(CommandStep.class)
public final class OnlinePauseCommandStep extends AskCommandStep {
    private static final String[] COMMAND_NAME = {"onlinePause"};

    private static final ChangeSetFilter.Arguments CHANGE_SETS = arguments(COMMAND_NAME);

    public OnlinePauseCommandStep() {
        super(COMMAND_NAME, CHANGE_SETS);
    }

    @Override
    public void adjustCommandDefinition(CommandDefinition command) {
        command.setShortDescription("Hold backfills after their batch, until online-resume");
        command.setLongDescription(
                "Every unfinished backfill that matches finishes its batch and holds, wherever it runs, until"
                        + " online-resume. One that no process works on holds when update runs it again. The process stays, and with it"
                        + " the changelog lock.");
    }

    @Override
    Request request() {
        return Request.PAUSE;
    }

    @Override
    boolean outlivesProcess() {
        return true;
    }

    @Override
    String effect(Status backfill, boolean working) {
        return working
                ? "holds after its batch, until online-resume"
                : "no process works on it; when update runs it again, it holds until online-resume";
    }
}
