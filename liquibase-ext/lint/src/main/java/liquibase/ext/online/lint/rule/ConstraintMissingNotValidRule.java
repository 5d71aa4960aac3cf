package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.ValidateConstraint;

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
            List<String> columns = context.catalog()
                    .columnsIn(added.table(), added.definition().expression());
            String name = added.nameOr(context, columns.size() == 1 ? columns : List.of(), "check");
            context.report(
                    context.locks(added.footprint()),
                    Steps.of(context)
                            .shortly(AlterTable.of(added.table(), AddConstraint.notValid(name, added.definition()))
                                    .sql())
                            .alone(AlterTable.of(added.table(), new ValidateConstraint(name))
                                    .sql())
                            .text(),
                    added.footprint(),
                    null);
        }
    }
}
