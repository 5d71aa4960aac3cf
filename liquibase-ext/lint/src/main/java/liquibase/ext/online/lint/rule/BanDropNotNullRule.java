package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.DropNotNull;

/** NULLs may come where the running application does not expect them. */
@AutoService(Rule.class)
@RuleInfo(
        id = BanDropNotNullRule.ID,
        effect = Effect.COMPATIBILITY,
        summary = "The running application may meet NULLs in a column that never had any.")
public final class BanDropNotNullRule implements Rule {
    static final String ID = "ban-drop-not-null";

    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof AlterTable) {
            context.actions(DropNotNull.class)
                    .filter(drop -> !context.footprintOf(drop).tables().isEmpty())
                    .filter(drop -> !isNullable(context, drop))
                    .forEach(drop -> report(context, drop));
        }
    }

    private static boolean isNullable(StatementContext context, ActionOn<DropNotNull> drop) {
        return context.catalog().isComplete(drop.table())
                && !context.catalog().isNotNull(drop.table(), drop.action().column());
    }

    private static void report(StatementContext context, ActionOn<DropNotNull> drop) {
        String column = drop.table() + "." + drop.action().column();
        context.report(
                "the running application, and whatever else reads " + column + ", may meet NULLs there from now on",
                "Release an application that reads NULL there before one that writes it, and drop NOT NULL between the"
                        + " two; and "
                        + context.accepted(ID, "the release that reads NULL in " + column),
                context.footprintOf(drop),
                null);
    }
}
