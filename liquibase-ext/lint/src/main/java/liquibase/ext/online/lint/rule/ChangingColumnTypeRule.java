package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
import liquibase.ext.online.recipe.SqlTypes;
import liquibase.ext.online.sql.AlterColumnType;

/** A type whose values have other bytes. */
@AutoService(Rule.class)
@RuleInfo(
        id = "changing-column-type",
        effect = Effect.BLOCKING,
        summary = "A change of a column's type makes PostgreSQL write every row and every index anew.")
public final class ChangingColumnTypeRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        TypeChangeCause.REWRITE.ask(
                context,
                (change, part) -> context.report(
                        TypeChangeCause.becomes(change) + why(context, change) + ": " + context.locks(part),
                        context.remedy(change),
                        part,
                        TypeChangeCause.assumed(context, change)));
    }

    private static String why(StatementContext context, ActionOn<AlterColumnType> change) {
        return change.action().computes()
                ? ", with values computed anew"
                : context.catalog()
                        .typeOf(change.table(), change.action().column())
                        .map(type -> ", which stores other bytes than " + SqlTypes.written(type))
                        .orElse("");
    }
}
