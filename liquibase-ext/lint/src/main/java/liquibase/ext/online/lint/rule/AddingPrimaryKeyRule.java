package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.recipe.PrimaryKeyRecipe;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.PrimaryKey;
import liquibase.ext.online.sql.Sql;

/** A primary key that builds its index while everybody waits. */
@AutoService(Rule.class)
@RuleInfo(
        id = "adding-primary-key",
        effect = Effect.BLOCKING,
        summary = "Readers and writers wait while the index of a primary key is built.")
public final class AddingPrimaryKeyRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (ForIndexNameIgnoredRule.concerns(context)) {
            return;
        }
        for (AddedConstraint<PrimaryKey> added : AddedConstraint.blocking(context, PrimaryKey.class)) {
            report(
                    context,
                    added.action(),
                    PrimaryKeyRecipe.nullable(
                            context.catalog(), added.table(), added.definition().columns()),
                    added.footprint());
        }
        for (AddedColumn<ColumnConstraint.Key> added : AddedColumn.blocking(context, ColumnConstraint.Key.class)) {
            if (added.constraint().primary()) {
                List<String> columns = AddingSerialOrIdentityColumnRule.isNumbered(added.column())
                        ? List.of()
                        : List.of(added.column().name());
                report(
                        context,
                        added.action(),
                        PrimaryKeyRecipe.nullable(context.catalog(), added.table(), columns),
                        added.footprint());
            }
        }
    }

    private static void report(StatementContext context, ActionOn<?> action, List<String> nullable, Footprint part) {
        context.report(
                context.locks(part)
                        + (nullable.isEmpty()
                                ? ""
                                : ", and every row is read once more because "
                                        + Sentence.list(
                                                nullable.stream().map(Sql::name).toList()) + " may hold NULL"),
                context.remedy(action),
                part,
                null);
    }
}
