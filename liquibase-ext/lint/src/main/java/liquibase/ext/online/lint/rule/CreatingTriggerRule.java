package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.FixText;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.CreateTrigger;
import liquibase.ext.online.sql.DropOnTable;
import liquibase.ext.online.sql.SetTriggerState;

/** Triggers of a table that exists, where no lock_timeout limits the wait. */
@AutoService(Rule.class)
@RuleInfo(
        id = "creating-trigger",
        effect = Effect.SHORT_LOCK,
        summary = "Making, dropping or switching a trigger stops writers, or everybody, for a moment.")
public final class CreatingTriggerRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        boolean trigger = context.command() instanceof CreateTrigger
                || (context.command() instanceof DropOnTable drop && drop.kind() == DropOnTable.Kind.TRIGGER)
                || (context.command() instanceof AlterTable alter && switches(alter));
        if (trigger
                && !context.footprint().tables().isEmpty()
                && !context.session().limits("lock_timeout")) {
            context.report(
                    Sentence.locks(context.footprint()) + ", and as long as it waits for that lock itself",
                    FixText.limited(context)
                            + (context.inTransaction() ? ", and this statement alone in its changeSet" : ""));
        }
    }

    private static boolean switches(AlterTable alter) {
        for (AlterTable.Action action : alter.actions()) {
            if (action instanceof SetTriggerState) {
                return true;
            }
        }
        return false;
    }
}
