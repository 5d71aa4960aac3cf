package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.ChangeSetContext;
import liquibase.ext.online.lint.judge.FixText;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
import liquibase.ext.online.recipe.Companions;
import liquibase.ext.online.sql.AlterColumnType;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Analyze;
import liquibase.ext.online.sql.Sql;

/** A type that keeps the rows, but not what the planner knows of them. */
@AutoService(Rule.class)
@RuleInfo(
        id = "type-change-drops-statistics",
        effect = Effect.ADVICE,
        summary = "With its new type a column loses its statistics, and plans can be bad until the next ANALYZE.")
public final class TypeChangeDropsStatisticsRule implements Rule {
    @Override
    public void changeSet(ChangeSetContext context) {
        boolean analyzed = false;
        List<StatementContext> changes = new ArrayList<>();
        for (StatementContext statement : context.statements()) {
            if (statement.command() instanceof AlterTable) {
                changes.add(statement);
            }
            analyzed |= statement.command() instanceof Analyze;
        }
        for (StatementContext statement : analyzed ? List.<StatementContext>of() : changes) {
            statement
                    .actions(AlterColumnType.class)
                    .filter(change -> isShort(statement, change))
                    .forEach(change -> report(statement, change));
        }
    }

    /** What blocks is another rule's matter, and nobody will leave it so. */
    private static boolean isShort(StatementContext statement, ActionOn<AlterColumnType> change) {
        return statement
                        .footprint()
                        .tables()
                        .containsKey(statement.catalog().shown(change.table()).toString())
                && !statement.footprint().isBlocking();
    }

    private static void report(StatementContext statement, ActionOn<AlterColumnType> change) {
        String column = Sql.name(change.action().column());
        statement.report(
                "the statistics of " + change.table() + "." + column
                        + " go with the old type: until the next ANALYZE the planner guesses how many rows a condition on it"
                        + " picks",
                "Behind it, in a changeSet of its own:\n  " + FixText.statement(Companions.statistics(change.table())));
    }
}
