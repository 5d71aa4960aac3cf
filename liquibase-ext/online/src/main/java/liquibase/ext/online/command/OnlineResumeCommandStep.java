package liquibase.ext.online.command;

import com.google.auto.service.AutoService;
import liquibase.command.CommandDefinition;
import liquibase.command.CommandStep;
import liquibase.ext.online.fill.ProgressTables.Request;
import liquibase.ext.online.fill.ProgressTables.Status;
import org.jspecify.annotations.Nullable;

/** {@code liquibase online-resume}: takes back what online-pause asked for. */
@AutoService(CommandStep.class)
public final class OnlineResumeCommandStep extends AskCommandStep {
    private static final String[] COMMAND_NAME = {"onlineResume"};

    private static final ChangeSetFilter.Arguments CHANGE_SETS = arguments(COMMAND_NAME);

    public OnlineResumeCommandStep() {
        super(COMMAND_NAME, CHANGE_SETS);
    }

    @Override
    public void adjustCommandDefinition(CommandDefinition command) {
        command.setShortDescription("Let backfills go on that online-pause holds");
        command.setLongDescription(
                "Takes back what online-pause asked of every unfinished backfill that matches. One that is held goes on"
                        + " within a second or two; one that no process works on goes on when update runs it again.");
    }

    @Override
    @Nullable
    Request request() {
        return null;
    }

    @Override
    boolean outlivesProcess() {
        return true;
    }

    @Override
    String effect(Status backfill, boolean working) {
        return "pause".equals(backfill.request())
                ? working ? "goes on" : "no longer paused; run update to go on"
                : "was not paused";
    }
}
