package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.ForeignKey;

/** A foreign key that is checked for every row while it stops the writers of two tables. */
@AutoService(Rule.class)
@RuleInfo(
        id = "adding-foreign-key-constraint",
        effect = Effect.BLOCKING,
        summary = "Writers of both tables wait while a foreign key is checked for every row.")
public final class AddingForeignKeyRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        for (AddedConstraint<ForeignKey> added : AddedConstraint.blocking(context, ForeignKey.class)) {
            context.report(context.locks(added.footprint()), context.remedy(added.action()), added.footprint(), null);
        }
        for (AddedColumn<ColumnConstraint.References> added :
                AddedColumn.blocking(context, ColumnConstraint.References.class)) {
            context.report(context.locks(added.footprint()), context.remedy(added.action()), added.footprint(), null);
        }
    }
}
