package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.ChangeSetContext;
import liquibase.ext.online.lint.judge.FixText;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import liquibase.ext.online.recipe.Companions;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.AttachPartition;
import liquibase.ext.online.sql.DetachPartition;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RenameColumn;
import liquibase.ext.online.sql.RenameConstraint;
import liquibase.ext.online.sql.RenameTable;
import liquibase.ext.online.sql.SetSchema;

/** ALTER TABLE commands that one ALTER TABLE could replace. */
@AutoService(Rule.class)
@RuleInfo(
        id = "several-alters-on-one-table",
        effect = Effect.ADVICE,
        summary = "Several ALTER TABLE commands read, write or lock a table in turn where one could do it at once.")
public final class SeveralAltersRule implements Rule {
    /** They stand alone by the grammar. */
    private static final Set<Class<?>> ALONE = Set.of(
            RenameTable.class,
            RenameColumn.class,
            RenameConstraint.class,
            SetSchema.class,
            AttachPartition.class,
            DetachPartition.class);

    @Override
    public void changeSet(ChangeSetContext context) {
        if (context.statements().size() < 2) {
            return;
        }
        Map<QualifiedName, List<StatementContext>> alters = new LinkedHashMap<>();
        for (StatementContext statement : context.statements()) {
            AlterTable alter = statement.command(AlterTable.class);
            if (alter != null && gainsFromCompany(statement, alter)) {
                alters.computeIfAbsent(alter.table(), table -> new ArrayList<>())
                        .add(statement);
            }
        }
        alters.forEach((table, statements) -> {
            if (statements.size() > 1) {
                report(context, table, statements);
            }
        });
    }

    /** In one transaction the lock is the same for all, and only work is saved; outside, each waits for the lock anew. */
    private static boolean gainsFromCompany(StatementContext statement, AlterTable alter) {
        Footprint.Touch touch = statement.footprint().tables().get(alter.table().toString());
        if (touch == null || touch.mode() != LockMode.ACCESS_EXCLUSIVE) {
            return false;
        }
        for (AlterTable.Action action : alter.actions()) {
            if (ALONE.contains(action.getClass())
                    || (action instanceof AddConstraint add && add.definition() instanceof ForeignKey)) {
                return false;
            }
        }
        return !statement.inTransaction() || touch.work() == Work.TABLE_SCAN || touch.work() == Work.TABLE_REWRITE;
    }

    private static void report(ChangeSetContext context, QualifiedName table, List<StatementContext> statements) {
        StatementContext second = statements.get(1);
        context.report(
                second,
                statements.size() + " ALTER TABLE commands of this changeSet "
                        + (second.inTransaction()
                                ? "each go through the rows of " + table + " under ACCESS EXCLUSIVE"
                                : "each wait for ACCESS EXCLUSIVE on " + table)
                        + "; one command with all actions does it once",
                FixText.statement(Companions.together(
                        table,
                        statements.stream()
                                .flatMap(statement -> ((AlterTable) statement.command()).actions().stream())
                                .toList())));
    }
}
