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
import liquibase.ext.online.sql.Column;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.Type;

/** A column with a sequence of its own gives every row that exists a number. */
@AutoService(Rule.class)
@RuleInfo(
        id = "adding-serial-or-identity-column",
        effect = Effect.BLOCKING,
        summary = "A new serial or identity column makes PostgreSQL write every row anew.")
public final class AddingSerialOrIdentityColumnRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof AlterTable) {
            context.actions(AddColumn.class)
                    .filter(added -> isNumbered(added.action().definition()))
                    .forEach(added -> judge(context, added));
        }
    }

    static boolean isNumbered(Column column) {
        for (ColumnConstraint constraint : column.constraints()) {
            if (constraint instanceof ColumnConstraint.Identity) {
                return true;
            }
        }
        return Type.of(column.type()).isSerial();
    }

    private static void judge(StatementContext context, ActionOn<AddColumn> added) {
        Footprint part = context.footprintOf(added);
        if (part.isBlocking()) {
            context.report(
                    "every row gets a number for the new column "
                            + added.action().definition().name() + ": " + context.locks(part),
                    context.remedy(added),
                    part,
                    null);
        }
    }
}
