package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.change.core.AddNotNullConstraintChange;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.rule.StatementContext.ActionOn;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.NotNullConstraint;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SetNotNull;
import liquibase.ext.online.sql.ValidateConstraint;
import org.jspecify.annotations.Nullable;

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
                    report(context, alter.table(), set.column(), null, part);
                }
            }
        }
        for (AddedConstraint<NotNullConstraint> added : AddedConstraint.blocking(context, NotNullConstraint.class)) {
            report(context, added.table(), added.definition().column(), added.name(), added.footprint());
        }
    }

    private static void report(
            StatementContext context, QualifiedName table, String column, @Nullable String name, Footprint part) {
        context.report(
                context.locks(part) + " to see that " + column + " holds no NULL",
                fix(context, table, column, name),
                part,
                null);
    }

    private static String fix(StatementContext context, QualifiedName table, String column, @Nullable String name) {
        if (Steps.isAddColumn(context)) {
            return Steps.of(context).addColumnOnline().text();
        }
        @Nullable AddNotNullConstraintChange stock = context.as(AddNotNullConstraintChange.class);
        Steps steps = Steps.of(context)
                .change(
                        "setNotNullValidated",
                        table,
                        "columnName",
                        column,
                        "constraintName",
                        stock == null ? name : stock.getConstraintName(),
                        "defaultNullValue",
                        stock == null ? null : stock.getDefaultNullValue());
        if (context.versions().all(PgVersion::hasNotValidNotNull)) {
            @Nullable String given = stock == null ? name : stock.getConstraintName();
            String constraint =
                    given == null ? context.catalog().chosenName(table, List.of(column), "not_null") : given;
            steps.or("or, by hand:")
                    .shortly(AlterTable.of(table, AddConstraint.notValid(constraint, new NotNullConstraint(column)))
                            .sql())
                    .alone(AlterTable.of(table, new ValidateConstraint(constraint))
                            .sql());
        }
        return steps.text();
    }
}
