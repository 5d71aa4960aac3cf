package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
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
            List<String> nullable = new ArrayList<>(columns);
            nullable.removeIf(column -> context.catalog().isNotNull(added.table(), column)
                    || context.catalog().provesNotNull(added.table(), column));
            Steps steps = Steps.of(context);
            nullable.forEach(column -> steps.change("setNotNullValidated", added.table(), "columnName", column));
            if (columns.isEmpty()) {
                steps.say("First set each column of the index " + index + " NOT NULL, with setNotNullValidated.");
            }
            @Nullable
            String assumed = columns.isEmpty() ? "the columns of " + index + " are not known, and may hold NULL" : null;
            ConcurrentBuild.exchange(
                    steps,
                    ConcurrentBuild.dropsOfKey(context, added.table()),
                    AlterTable.of(added.table(), AddConstraint.valid(added.name(), added.definition()))
                            .sql());
            context.report(
                    context.locks(added.footprint()) + ", because "
                            + (nullable.isEmpty() ? "a column of " + index : Sentence.list(nullable))
                            + " may hold NULL",
                    steps.text(),
                    added.footprint(),
                    assumed);
        }
    }
}
