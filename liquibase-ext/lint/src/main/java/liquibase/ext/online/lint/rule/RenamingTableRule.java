package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.ChangeSetContext;
import liquibase.ext.online.lint.judge.FirstNames;
import liquibase.ext.online.lint.judge.FixText;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.recipe.Companions;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.CreateView;
import liquibase.ext.online.sql.QualifiedName;
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
        TakenNames<QualifiedName> taken = taken(statements);
        Set<QualifiedName> given = new HashSet<>();
        for (int i = 0; i < statements.size(); i++) {
            StatementContext statement = statements.get(i);
            @Nullable
            QualifiedName newName = statement.command() instanceof AlterTable alter ? FirstNames.newName(alter) : null;
            if (newName == null) {
                continue;
            }
            QualifiedName from = ((AlterTable) statement.command()).table();
            if (!given.contains(from)
                    && !RenamingObjectRule.isView(statement, from, newName)
                    && !statement.footprint().tables().isEmpty()
                    && !taken.isTakenBehind(i, from)) {
                report(statement, from, statement.inTransaction() ? last(statements, i, newName) : newName);
            }
            if (statement.inTransaction()) {
                given.add(newName);
            }
        }
    }

    /** The name that is left of those that the transaction gives one after the other; nobody sees the others. */
    private static QualifiedName last(List<StatementContext> statements, int at, QualifiedName newName) {
        QualifiedName name = newName;
        for (StatementContext later : statements.subList(at + 1, statements.size())) {
            @Nullable
            QualifiedName next =
                    later.command() instanceof AlterTable alter && alter.table().equals(name)
                            ? FirstNames.newName(alter)
                            : null;
            name = next == null ? name : next;
        }
        return name;
    }

    /** The names that something else takes, in the same transaction: a view of the table, or another table. */
    static TakenNames<QualifiedName> taken(List<StatementContext> statements) {
        TakenNames<QualifiedName> taken = new TakenNames<>();
        for (int i = 0; i < statements.size(); i++) {
            QualifiedName name = statements.get(i).command() instanceof CreateView view
                    ? view.name()
                    : statements.get(i).command() instanceof AlterTable alter ? FirstNames.newName(alter) : null;
            if (name != null && statements.get(i).inTransaction()) {
                taken.take(i, name);
            }
        }
        return taken;
    }

    private static void report(StatementContext statement, QualifiedName from, QualifiedName to) {
        statement.report(
                "every statement of the running application that names " + from + " fails from now on: it is " + to,
                "Leave a view with the old name, in the same changeSet, which can be read and written; drop it when no"
                        + " release uses it any more:\n" + FixText.statement(Companions.viewOf(to, from)));
    }
}
