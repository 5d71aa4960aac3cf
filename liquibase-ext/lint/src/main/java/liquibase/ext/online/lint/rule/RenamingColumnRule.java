package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.rule.StatementContext.ActionOn;
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
        for (int i = 0; i < statements.size(); i++) {
            StatementContext statement = statements.get(i);
            if (statement.command() instanceof AlterTable
                    && !statement.footprint().tables().isEmpty()) {
                List<StatementContext> later = statements.subList(i + 1, statements.size());
                statement
                        .actions(RenameColumn.class)
                        .filter(rename -> !isReplaced(rename, later))
                        .forEach(rename -> report(statement, rename));
            }
        }
    }

    /** Whether another column takes the old name in the same transaction. */
    private static boolean isReplaced(ActionOn<RenameColumn> rename, List<StatementContext> later) {
        return later.stream()
                .filter(StatementContext::inTransaction)
                .flatMap(statement -> statement.actions(RenameColumn.class))
                .anyMatch(other -> other.table().equals(rename.table())
                        && other.action().newName().equals(rename.action().column()));
    }

    private static void report(StatementContext statement, ActionOn<RenameColumn> rename) {
        QualifiedName table = rename.table();
        String from = rename.action().column();
        String to = rename.action().newName();
        String type = statement.catalog().typeOf(table, to).orElse("");
        String advice = "Give the table a second column " + to + ", keep it filled, and drop " + from
                + " when no release uses it any more";
        statement.report(
                "every statement of the running application that names " + table + "." + from
                        + " fails from now on: it is " + table + "." + to,
                type.isEmpty()
                        ? advice + ": addColumnOnline with the type of " + from + ", a trigger, and backfillInBatches."
                        : Fix.filledColumn(
                                        Steps.of(statement).say(advice + "."),
                                        table,
                                        to,
                                        type,
                                        Sql.name(from),
                                        "NEW." + Sql.name(from))
                                .text());
    }
}
