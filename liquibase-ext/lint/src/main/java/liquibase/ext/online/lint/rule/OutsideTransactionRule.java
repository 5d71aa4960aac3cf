package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Excerpt;
import liquibase.ext.online.lint.judge.FixText;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.Reindex;
import liquibase.ext.online.sql.Vacuum;

/** A command that PostgreSQL refuses in a transaction block, in a changeSet that is one. */
@AutoService(Rule.class)
@RuleInfo(
        id = "ban-concurrent-index-creation-in-transaction",
        effect = Effect.FAILS,
        summary = "The command cannot run in a transaction, and the changeSet is one.")
public final class OutsideTransactionRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.inTransaction() && (!context.command().runsInTransaction() || isReindexOfPartitioned(context))) {
            context.report(
                    name(context.command())
                            + " fails: it cannot run inside a transaction block, and this changeSet is run as one",
                    "Give it a changeSet of its own that says " + FixText.noTransaction(context) + ".");
        }
    }

    /** From PostgreSQL 14 on it works partition by partition, each in a transaction of its own. */
    private static boolean isReindexOfPartitioned(StatementContext context) {
        if (!(context.command() instanceof Reindex reindex)
                || context.versions().newest().major() < 14) {
            return false;
        }
        return reindex.target() == Reindex.Target.INDEX
                ? context.catalog()
                        .tableOf(reindex.name())
                        .filter(table -> context.catalog().isPartitioned(table))
                        .isPresent()
                : context.catalog().isPartitioned(reindex.name());
    }

    private static String name(Command command) {
        if (command instanceof CreateIndex) {
            return "CREATE INDEX CONCURRENTLY";
        }
        if (command instanceof DropIndex) {
            return "DROP INDEX CONCURRENTLY";
        }
        if (command instanceof Reindex reindex) {
            return "REINDEX " + reindex.target() + (reindex.concurrently() ? " CONCURRENTLY" : "");
        }
        if (command instanceof AlterTable) {
            return "DETACH PARTITION … CONCURRENTLY";
        }
        return command instanceof Vacuum ? "VACUUM" : Excerpt.of(command.sql());
    }
}
