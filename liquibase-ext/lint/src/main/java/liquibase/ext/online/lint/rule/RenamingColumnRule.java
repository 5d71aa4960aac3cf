package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.ChangeSetContext;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RenameColumn;
import liquibase.ext.online.sql.Sql;

/** A column that the running application knows by another name. */
@AutoService(Rule.class)
@RuleInfo(
        id = RenamingColumnRule.ID,
        effect = Effect.COMPATIBILITY,
        summary = "Statements of the running application that name a renamed column fail.")
public final class RenamingColumnRule implements Rule {
    static final String ID = "renaming-column";

    @Override
    public void changeSet(ChangeSetContext context) {
        List<StatementContext> statements = context.statements();
        TakenNames<TableColumn> taken = new TakenNames<>();
        for (int i = 0; i < statements.size(); i++) {
            int at = i;
            if (statements.get(i).inTransaction()) {
                statements
                        .get(i)
                        .actions(RenameColumn.class)
                        .forEach(rename -> taken.take(
                                at,
                                new TableColumn(rename.table(), rename.action().newName())));
            }
        }
        for (int i = 0; i < statements.size(); i++) {
            StatementContext statement = statements.get(i);
            if (statement.command() instanceof AlterTable
                    && !statement.footprint().tables().isEmpty()) {
                int at = i;
                statement
                        .actions(RenameColumn.class)
                        .filter(rename -> !taken.isTakenBehind(
                                at,
                                new TableColumn(rename.table(), rename.action().column())))
                        .forEach(rename -> report(statement, rename));
            }
        }
    }

    private static void report(StatementContext statement, ActionOn<RenameColumn> rename) {
        QualifiedName table = rename.table();
        String from = rename.action().column();
        String to = rename.action().newName();
        statement.report(
                "every statement of the running application that names " + table + "." + Sql.name(from)
                        + " fails from now on: it is " + table + "." + Sql.name(to),
                statement.remedy(rename));
    }
}
