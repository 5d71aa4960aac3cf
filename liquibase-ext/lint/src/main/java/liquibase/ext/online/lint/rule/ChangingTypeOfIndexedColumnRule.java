package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;

/** A type that needs no rewrite, of a column that an index or a CHECK is computed from. */
@AutoService(Rule.class)
@RuleInfo(
        id = "changing-type-of-indexed-column",
        effect = Effect.BLOCKING,
        summary = "The new type keeps the rows, but an index is built anew or a CHECK is checked for every row.")
public final class ChangingTypeOfIndexedColumnRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        TypeChangeCause.DEPENDENTS.ask(
                context,
                (change, part) -> context.report(
                        TypeChangeCause.becomes(change)
                                + "; the rows can stay as they are, but not what is computed from the column: "
                                + context.locks(part),
                        context.remedy(change),
                        part,
                        context.catalog().isComplete(change.table())
                                ? null
                                : "What else depends on the column is not wholly known."));
    }
}
