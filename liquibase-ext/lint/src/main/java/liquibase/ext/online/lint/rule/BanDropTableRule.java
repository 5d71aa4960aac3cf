package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.sql.DropObject;
import liquibase.ext.online.sql.DropTable;
import liquibase.ext.online.sql.QualifiedName;

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
                            + Fix.ignore(context, ID, "the release that no longer uses " + tables));
        }
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
