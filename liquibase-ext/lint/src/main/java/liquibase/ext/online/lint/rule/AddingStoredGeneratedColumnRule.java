package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.ColumnConstraint;

/** The value of a stored generated column is computed for every row that exists. */
@AutoService(Rule.class)
@RuleInfo(
        id = "adding-stored-generated-column",
        effect = Effect.BLOCKING,
        summary = "A new column that is GENERATED … STORED makes PostgreSQL write every row anew.")
public final class AddingStoredGeneratedColumnRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof AlterTable) {
            context.actions(AddColumn.class).forEach(added -> judge(context, added));
        }
    }

    private static void judge(StatementContext context, ActionOn<AddColumn> added) {
        for (ColumnConstraint constraint : added.action().definition().constraints()) {
            if (constraint instanceof ColumnConstraint.Generated generated && generated.stored()) {
                Footprint part = context.footprintOf(added);
                if (part.isBlocking()) {
                    context.report(
                            "the new column " + added.action().definition().name()
                                    + " is computed and stored in every row: " + context.locks(part),
                            context.remedy(added),
                            part,
                            null);
                }
            }
        }
    }
}
