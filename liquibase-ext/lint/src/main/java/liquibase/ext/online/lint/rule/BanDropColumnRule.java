package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.DropColumn;
import liquibase.ext.online.sql.DropObject;
import liquibase.ext.online.sql.Sql;

/** A column that the running application may still name. */
@AutoService(Rule.class)
@RuleInfo(
        id = BanDropColumnRule.ID,
        effect = Effect.COMPATIBILITY,
        summary = "Statements of the running application that name a dropped column fail.")
public final class BanDropColumnRule implements Rule {
    static final String ID = "ban-drop-column";

    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof AlterTable) {
            context.actions(DropColumn.class)
                    .filter(drop -> !context.footprintOf(drop).tables().isEmpty())
                    .forEach(drop -> report(context, drop));
        } else if (context.command() instanceof DropObject drop && drop.cascade()) {
            report(context, drop);
        }
    }

    /** What goes with a type, a function or an extension is not named in the statement. */
    private static void report(StatementContext context, DropObject drop) {
        List<String> columns = new ArrayList<>();
        context.catalog().columnsLost(drop).forEach((table, names) -> {
            if (context.footprint().tables().containsKey(table.toString())) {
                names.forEach(name -> columns.add(table + "." + Sql.name(name)));
            }
        });
        if (!columns.isEmpty()) {
            String lost = Sentence.list(columns);
            context.report(
                    "CASCADE drops " + lost
                            + " too: every statement of the running application that names a column of these fails from"
                            + " now on, and its values are lost",
                    "Drop each column in a statement of its own, once no released application uses it, and then this"
                            + " without CASCADE, so that PostgreSQL refuses when there is more; and "
                            + context.accepted(ID, "the release that no longer uses " + lost));
        }
    }

    private static void report(StatementContext context, ActionOn<DropColumn> drop) {
        String column = drop.table() + "." + drop.action().column();
        context.report(
                "every statement of the running application that names " + column
                        + " fails from now on, and its values are lost",
                "Release an application that neither reads nor writes it (SELECT * and mapped entities count), then drop"
                        + " it in a later release, and "
                        + context.accepted(ID, "the release that no longer uses " + column),
                context.footprintOf(drop),
                null);
    }
}
