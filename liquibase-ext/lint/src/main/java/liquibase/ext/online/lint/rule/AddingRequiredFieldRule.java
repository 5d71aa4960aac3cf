package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Column;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.Type;

/** A column that must not be NULL, and has no value for the rows that exist. */
@AutoService(Rule.class)
@RuleInfo(
        id = "adding-required-field",
        effect = Effect.FAILS,
        summary = "A new column that is NOT NULL and has no default cannot be added to a table with rows.")
public final class AddingRequiredFieldRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof AlterTable) {
            context.actions(AddColumn.class)
                    .filter(added -> lacksValue(added.action().definition()))
                    .forEach(added -> judge(context, added));
        }
    }

    private static boolean lacksValue(Column column) {
        boolean required = false;
        for (ColumnConstraint named : column.constraints()) {
            ColumnConstraint constraint = named instanceof ColumnConstraint.Named inner ? inner.constraint() : named;
            if (constraint instanceof ColumnConstraint.Identity
                    || constraint instanceof ColumnConstraint.Generated
                    || (constraint instanceof ColumnConstraint.Default value
                            && !value.expression().equalsIgnoreCase("null"))) {
                return false;
            }
            required |= constraint instanceof ColumnConstraint.NotNull
                    || (constraint instanceof ColumnConstraint.Key key && key.primary());
        }
        return required && !Type.of(column.type()).isSerial();
    }

    private static void judge(StatementContext context, ActionOn<AddColumn> added) {
        if (context.footprintOf(added).tables().isEmpty()) {
            return;
        }
        Column column = added.action().definition();
        context.report(
                "this fails as soon as " + added.table() + " has a row: the new column " + column.name()
                        + " is NOT NULL, and there is no value for the rows that exist",
                "Give it a default, which costs nothing while it is the same for every row; or add it with addColumnOnline,"
                        + " whose attribute value is what the rows that exist get, in batches.");
        context.explain();
    }
}
