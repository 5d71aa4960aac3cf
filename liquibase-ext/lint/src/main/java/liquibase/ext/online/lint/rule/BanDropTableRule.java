package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.DropObject;
import liquibase.ext.online.sql.DropTable;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.ReassignOwned;

/** A table that the running application may still use. */
@AutoService(Rule.class)
@RuleInfo(
        id = BanDropTableRule.ID,
        effect = Effect.COMPATIBILITY,
        summary = "Statements of the running application that name a dropped table fail.")
public final class BanDropTableRule implements Rule {
    static final String ID = "ban-drop-table";

    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof ReassignOwned owned && owned.drop()) {
            reportOwned(context, owned);
        }
        List<String> existing = new ArrayList<>();
        for (QualifiedName table : dropped(context)) {
            if (context.footprint().tables().containsKey(table.toString())) {
                existing.add(table.toString());
            }
        }
        if (!existing.isEmpty()) {
            String tables = Sentence.list(existing);
            context.report(
                    "every statement of the running application that names " + tables
                            + " fails from now on, and its rows are lost",
                    "Release an application that no longer uses it, then drop it in a later release, and "
                            + context.accepted(ID, "the release that no longer uses " + tables));
        }
    }

    /** Who owns what, a changelog does not say. */
    private static void reportOwned(StatementContext context, ReassignOwned owned) {
        context.report(
                owned.sql()
                        + " takes whatever these roles own: tables with their rows, the columns of other tables whose"
                        + " type is among it, and every privilege that they were granted",
                "Ask the server which tables these are (pg_class.relowner), drop each when no release uses it any more, and"
                        + " hand on the rest with REASSIGN OWNED. Where none is left, "
                        + context.accepted(ID, "what the server said"));
    }

    private static Collection<QualifiedName> dropped(StatementContext context) {
        if (context.command() instanceof DropTable drop) {
            return drop.tables();
        }
        return context.command() instanceof DropObject drop && drop.cascade()
                ? context.catalog().tablesLost(drop)
                : List.of();
    }
}
