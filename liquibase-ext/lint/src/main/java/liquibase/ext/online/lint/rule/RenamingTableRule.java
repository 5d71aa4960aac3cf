package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.CreateView;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RenameTable;
import liquibase.ext.online.sql.SetSchema;
import org.jspecify.annotations.Nullable;

/** A table that the running application knows by another name. */
@AutoService(Rule.class)
@RuleInfo(
        id = RenamingTableRule.ID,
        effect = Effect.COMPATIBILITY,
        summary = "Statements of the running application that name a renamed table fail.")
public final class RenamingTableRule implements Rule {
    static final String ID = "renaming-table";

    @Override
    public void changeSet(ChangeSetContext context) {
        List<StatementContext> statements = context.statements();
        for (int i = 0; i < statements.size(); i++) {
            StatementContext statement = statements.get(i);
            if (statement.command() instanceof AlterTable alter) {
                QualifiedName newName = newName(alter);
                if (newName != null
                        && !RenamingObjectRule.isView(statement, alter.table(), newName)
                        && !statement.footprint().tables().isEmpty()
                        && !isReplaced(alter.table(), statements.subList(i + 1, statements.size()))) {
                    report(statement, alter.table(), newName);
                }
            }
        }
    }

    /** The name that a statement gives a table, or null. */
    static @Nullable QualifiedName newName(AlterTable alter) {
        AlterTable.Action action = alter.actions().get(0);
        return action instanceof RenameTable rename
                ? alter.table().sibling(rename.newName())
                : action instanceof SetSchema set
                        ? new QualifiedName(set.schema(), alter.table().name())
                        : null;
    }

    /** Whether something else takes the old name in the same transaction: a view of the table, or another table. */
    static boolean isReplaced(QualifiedName old, List<StatementContext> later) {
        for (StatementContext statement : later) {
            boolean replaces = (statement.command() instanceof CreateView view
                            && view.name().equals(old))
                    || (statement.command() instanceof AlterTable alter && old.equals(newName(alter)));
            if (replaces && statement.inTransaction()) {
                return true;
            }
        }
        return false;
    }

    private static void report(StatementContext statement, QualifiedName from, QualifiedName to) {
        statement.report(
                "every statement of the running application that names " + from + " fails from now on: it is " + to,
                "Leave a view with the old name, in the same changeSet, which can be read and written; drop it when no"
                        + " release uses it any more:\nCREATE VIEW " + from + " AS SELECT * FROM " + to + ";");
    }
}
