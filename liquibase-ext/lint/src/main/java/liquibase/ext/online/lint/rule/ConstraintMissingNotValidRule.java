package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.Check;

/** A CHECK constraint that is checked for every row while everybody waits. */
@AutoService(Rule.class)
@RuleInfo(
        id = "constraint-missing-not-valid",
        effect = Effect.BLOCKING,
        summary = "Readers and writers wait while a CHECK constraint is checked for every row.")
public final class ConstraintMissingNotValidRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        for (AddedConstraint<Check> added : AddedConstraint.blocking(context, Check.class)) {
            context.report(context.locks(added.footprint()), context.remedy(added.action()), added.footprint(), null);
        }
    }
}
