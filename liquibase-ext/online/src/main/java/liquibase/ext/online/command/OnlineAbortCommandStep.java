package liquibase.ext.online.command;

import com.google.auto.service.AutoService;
import liquibase.command.CommandDefinition;
import liquibase.command.CommandStep;
import liquibase.ext.online.fill.ProgressTables.Request;
import liquibase.ext.online.fill.ProgressTables.Status;

/** {@code liquibase online-abort}: ends backfills after their batch; the next update goes on behind it. */
@AutoService(CommandStep.class)
public final class OnlineAbortCommandStep extends AskCommandStep {
    private static final String[] COMMAND_NAME = {"onlineAbort"};

    private static final ChangeSetFilter.Arguments CHANGE_SETS = arguments(COMMAND_NAME);

    public OnlineAbortCommandStep() {
        super(COMMAND_NAME, CHANGE_SETS);
    }

    @Override
    public void adjustCommandDefinition(CommandDefinition command) {
        command.setShortDescription("End running backfills after their batch; the next update goes on there");
        command.setLongDescription(
                "Every running backfill that matches finishes its batch and ends its update with a message, which gives"
                        + " back the changelog lock. What is written stays, and the next update goes on behind it.");
    }

    @Override
    Request request() {
        return Request.ABORT;
    }

    @Override
    boolean outlivesProcess() {
        return false;
    }

    @Override
    String effect(Status backfill, boolean working) {
        return "ends after its batch; the next update goes on behind it";
    }
}
