package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.Exclude;
import liquibase.ext.online.sql.TemporalKey;

/** An exclusion constraint, which PostgreSQL can only add in one go. */
@AutoService(Rule.class)
@RuleInfo(
        id = "adding-exclusion-constraint",
        effect = Effect.BLOCKING,
        summary = "Readers and writers wait while an exclusion constraint builds its index and compares the rows.")
public final class AddingExclusionRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        AddedConstraint.blocking(context, Exclude.class).forEach(added -> report(context, added));
        AddedConstraint.blocking(context, TemporalKey.class).forEach(added -> report(context, added));
    }

    private static void report(StatementContext context, AddedConstraint<?> added) {
        context.report(
                context.locks(added.footprint()) + ", and then the rows are compared with each other",
                context.remedy(added.action()),
                added.footprint(),
                null);
    }
}
