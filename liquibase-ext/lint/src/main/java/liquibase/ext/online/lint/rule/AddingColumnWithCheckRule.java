package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.ColumnConstraint;

/** A new column with a CHECK, which is checked for every row even where the column is NULL in all of them. */
@AutoService(Rule.class)
@RuleInfo(
        id = "adding-column-with-check",
        effect = Effect.BLOCKING,
        summary = "Readers and writers wait while the CHECK of a new column is checked for every row.")
public final class AddingColumnWithCheckRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        for (AddedColumn<ColumnConstraint.Checked> added :
                AddedColumn.blocking(context, ColumnConstraint.Checked.class)) {
            context.report(context.locks(added.footprint()), context.remedy(added.action()), added.footprint(), null);
        }
    }
}
