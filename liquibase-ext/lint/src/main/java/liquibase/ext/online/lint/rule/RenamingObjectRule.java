package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import liquibase.change.core.RenameViewChange;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.ChangeSetContext;
import liquibase.ext.online.lint.judge.FirstNames;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RenameSchema;
import liquibase.ext.online.sql.RenameSequence;
import liquibase.ext.online.sql.RenameType;
import liquibase.ext.online.sql.RenameView;
import org.jspecify.annotations.Nullable;

/** A view, sequence, type, enum value or schema that the running application knows by another name. */
@AutoService(Rule.class)
@RuleInfo(
        id = RenamingObjectRule.ID,
        effect = Effect.COMPATIBILITY,
        summary = "Statements of the running application that name what was renamed fail.")
public final class RenamingObjectRule implements Rule {
    static final String ID = "renaming-object";

    @Override
    public void changeSet(ChangeSetContext context) {
        List<StatementContext> statements = context.statements();
        TakenNames<QualifiedName> taken = RenamingTableRule.taken(statements);
        for (int i = 0; i < statements.size(); i++) {
            int at = i;
            StatementContext statement = statements.get(i);
            String renamed = renamed(statement, name -> taken.isTakenBehind(at, name));
            if (renamed != null) {
                statement.report(
                        "every statement of the running application that names " + renamed + " fails from now on",
                        "Make the new one beside the old one, let a release of the application go over to it, and drop the"
                                + " old one later; or, when the release that runs is ready for it, "
                                + statement.accepted(ID, "the release that uses the new name"));
            }
        }
    }

    private static @Nullable String renamed(StatementContext statement, Predicate<QualifiedName> isReplaced) {
        Command command = statement.command();
        if (command instanceof RenameView rename) {
            return view(statement, rename.view(), isReplaced);
        }
        if (command instanceof AlterTable alter) {
            QualifiedName newName = FirstNames.newName(alter);
            return newName != null && isView(statement, alter.table(), newName)
                    ? view(statement, alter.table(), isReplaced)
                    : null;
        }
        if (command instanceof RenameSequence rename) {
            return statement.isMadeHere(rename.sequence().toString()) ? null : "the sequence " + rename.sequence();
        }
        if (command instanceof RenameSchema rename) {
            return statement.isMadeHere(rename.schema()) ? null : "the schema " + rename.schema();
        }
        return command instanceof RenameType rename ? type(statement, rename) : null;
    }

    /** Whether ALTER TABLE renames a view, as the change renameView writes it. */
    static boolean isView(StatementContext statement, QualifiedName from, QualifiedName to) {
        return statement.as(RenameViewChange.class) != null
                || statement.catalog().view(to).isPresent()
                || statement.catalog().view(from).isPresent();
    }

    private static @Nullable String view(
            StatementContext statement, QualifiedName view, Predicate<QualifiedName> isReplaced) {
        return statement.footprint().tables().isEmpty() || isReplaced.test(view) ? null : "the view " + view;
    }

    private static @Nullable String type(StatementContext statement, RenameType rename) {
        String action = rename.action();
        if (statement.isMadeHere(rename.type().toString())) {
            return null;
        }
        if (action.regionMatches(true, 0, "RENAME VALUE ", 0, 13)) {
            return "the value "
                    + action.substring(13, action.toUpperCase(Locale.ROOT).indexOf(" TO ")) + " of " + rename.type();
        }
        boolean moves = action.regionMatches(true, 0, "RENAME TO ", 0, 10)
                || action.regionMatches(true, 0, "SET SCHEMA ", 0, 11);
        return moves ? "the " + (rename.domain() ? "domain " : "type ") + rename.type() : null;
    }
}
