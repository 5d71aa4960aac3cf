package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.recipe.PrimaryKeyRecipe;
import liquibase.ext.online.sql.PrimaryKeyUsingIndex;
import org.jspecify.annotations.Nullable;

/** A primary key from a ready index whose columns must be read to know that they hold no NULL. */
@AutoService(Rule.class)
@RuleInfo(
        id = "primary-key-over-nullable-columns",
        effect = Effect.BLOCKING,
        summary = "Readers and writers wait while every row is read to see that a key holds no NULL.")
public final class NullablePrimaryKeyRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        for (AddedConstraint<PrimaryKeyUsingIndex> added :
                AddedConstraint.blocking(context, PrimaryKeyUsingIndex.class)) {
            String index = added.definition().index();
            List<String> columns = context.catalog().columnsOf(added.table().sibling(index));
            List<String> nullable = PrimaryKeyRecipe.nullable(context.catalog(), added.table(), columns);
            @Nullable
            String assumed = columns.isEmpty() ? "the columns of " + index + " are not known, and may hold NULL" : null;
            context.report(
                    context.locks(added.footprint()) + ", because "
                            + (nullable.isEmpty() ? "a column of " + index : Sentence.list(nullable))
                            + " may hold NULL",
                    context.remedy(added.action()),
                    added.footprint(),
                    assumed);
        }
    }
}
