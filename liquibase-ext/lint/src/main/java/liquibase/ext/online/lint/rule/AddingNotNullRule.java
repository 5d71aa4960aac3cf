package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.NotNullConstraint;
import liquibase.ext.online.sql.SetNotNull;

/** NOT NULL on a column whose rows must be read to know that none is. */
@AutoService(Rule.class)
@RuleInfo(
        id = "adding-not-nullable-field",
        effect = Effect.BLOCKING,
        summary = "Readers and writers wait while every row is read to see that a column holds no NULL.")
public final class AddingNotNullRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (!(context.command() instanceof AlterTable alter)) {
            return;
        }
        for (AlterTable.Action action : alter.actions()) {
            if (action instanceof SetNotNull set) {
                Footprint part = context.footprintOf(new ActionOn<>(alter.table(), set));
                if (part.isBlocking()) {
                    report(context, new ActionOn<>(alter.table(), set), set.column(), part);
                }
            }
        }
        for (AddedConstraint<NotNullConstraint> added : AddedConstraint.blocking(context, NotNullConstraint.class)) {
            report(context, added.action(), added.definition().column(), added.footprint());
        }
    }

    private static void report(StatementContext context, ActionOn<?> action, String column, Footprint part) {
        context.report(
                context.locks(part) + " to see that " + column + " holds no NULL", context.remedy(action), part, null);
    }
}
