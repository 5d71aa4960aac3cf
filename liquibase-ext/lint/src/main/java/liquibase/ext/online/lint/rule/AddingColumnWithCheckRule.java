package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.ValidateConstraint;

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
            context.report(context.locks(added.footprint()), fix(context, added), added.footprint(), null);
        }
    }

    private static String fix(StatementContext context, AddedColumn<ColumnConstraint.Checked> added) {
        String name = added.nameOr(context, "check");
        return Steps.of(context)
                .shortly(
                        added.bare(),
                        AlterTable.of(
                                        added.table(),
                                        AddConstraint.notValid(
                                                name, added.constraint().definition()))
                                .sql())
                .alone(AlterTable.of(added.table(), new ValidateConstraint(name))
                        .sql())
                .text();
    }
}
