package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import liquibase.ext.online.lint.catalog.Catalog;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.FixText;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.DropColumn;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.DropTable;
import liquibase.ext.online.sql.QualifiedName;

/** The second table that dropping a foreign key locks. */
@AutoService(Rule.class)
@RuleInfo(
        id = "dropping-foreign-key",
        effect = Effect.SHORT_LOCK,
        summary = "A foreign key that is dropped locks the table at its other end too, against reads and writes.")
public final class DroppingForeignKeyRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        Command command = context.command();
        if (!(command instanceof DropTable || command instanceof AlterTable)
                || context.session().limits("lock_timeout")) {
            return;
        }
        Set<String> others = new LinkedHashSet<>();
        for (QualifiedName other : otherEnds(command, context.catalog())) {
            if (context.footprint().tables().containsKey(other.toString())) {
                others.add(other.toString());
            }
        }
        if (!others.isEmpty()) {
            context.report(
                    "with the foreign key, ACCESS EXCLUSIVE also on " + Sentence.list(others)
                            + " stops reads and writes for a moment, and as long as it waits for that lock itself",
                    fix(context));
        }
    }

    private static String fix(StatementContext context) {
        return FixText.renamed(context)
                .orElseGet(() -> FixText.limited(context)
                        + (context.command() instanceof DropTable
                                ? ", after the foreign keys are dropped in changeSets of their own"
                                : ", and this statement alone in its changeSet"));
    }

    private static Set<QualifiedName> otherEnds(Command command, Catalog catalog) {
        Set<QualifiedName> ends = new LinkedHashSet<>();
        if (command instanceof DropTable drop) {
            for (QualifiedName table : drop.tables()) {
                ends.addAll(catalog.referencedTables(table));
                if (drop.cascade()) {
                    ends.addAll(catalog.referencingTables(table));
                }
            }
            drop.tables().forEach(ends::remove);
        } else if (command instanceof AlterTable alter) {
            List<AlterTable.Action> actions = alter.actions();
            for (AlterTable.Action action : actions) {
                if (action instanceof DropConstraint drop) {
                    catalog.referencedBy(alter.table(), drop.name()).ifPresent(ends::add);
                } else if (action instanceof DropColumn drop) {
                    ends.addAll(catalog.linkedBy(alter.table(), drop.column()));
                }
            }
            ends.remove(alter.table());
        }
        return ends;
    }
}
