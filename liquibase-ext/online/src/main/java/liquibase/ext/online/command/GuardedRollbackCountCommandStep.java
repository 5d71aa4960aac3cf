package liquibase.ext.online.command;

import com.google.auto.service.AutoService;
import liquibase.command.CommandOverride;
import liquibase.command.CommandResultsBuilder;
import liquibase.command.CommandStep;
import liquibase.command.core.RollbackCountCommandStep;

/** {@code liquibase rollback-count}, past no changeSet that has begun. */
@AutoService(CommandStep.class)
@CommandOverride(override = RollbackCountCommandStep.class)
public final class GuardedRollbackCountCommandStep extends RollbackCountCommandStep {
    @Override
    public void run(CommandResultsBuilder results) throws Exception {
        new GuardedRollback(results.getCommandScope()).run(() -> super.run(results));
    }
}
