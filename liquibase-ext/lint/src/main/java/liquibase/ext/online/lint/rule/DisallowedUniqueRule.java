package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.Unique;

/** A unique constraint that builds its index while everybody waits. */
@AutoService(Rule.class)
@RuleInfo(
        id = "disallowed-unique-constraint",
        effect = Effect.BLOCKING,
        summary = "Readers and writers wait while the index of a unique constraint is built.")
public final class DisallowedUniqueRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        for (AddedConstraint<Unique> added : AddedConstraint.blocking(context, Unique.class)) {
            context.report(context.locks(added.footprint()), context.remedy(added.action()), added.footprint(), null);
        }
        for (AddedColumn<ColumnConstraint.Key> added : AddedColumn.blocking(context, ColumnConstraint.Key.class)) {
            if (!added.constraint().primary()) {
                context.report(
                        context.locks(added.footprint()), context.remedy(added.action()), added.footprint(), null);
            }
        }
    }
}
