package liquibase.ext.online.command;

import com.google.auto.service.AutoService;
import liquibase.command.CommandOverride;
import liquibase.command.CommandResultsBuilder;
import liquibase.command.CommandStep;
import liquibase.command.core.RollbackToDateCommandStep;

/** {@code liquibase rollback-to-date}, past no changeSet that has begun. */
@AutoService(CommandStep.class)
@CommandOverride(override = RollbackToDateCommandStep.class)
public final class GuardedRollbackToDateCommandStep extends RollbackToDateCommandStep {
    @Override
    public void run(CommandResultsBuilder results) throws Exception {
        new GuardedRollback(results.getCommandScope()).run(() -> super.run(results));
    }
}
