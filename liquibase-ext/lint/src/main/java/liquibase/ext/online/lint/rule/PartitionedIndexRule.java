package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.QualifiedName;

/** The index of a partitioned table is neither built nor dropped concurrently. */
@AutoService(Rule.class)
@RuleInfo(
        id = "concurrent-index-on-partitioned-table",
        effect = Effect.FAILS,
        summary = "CONCURRENTLY is refused for the index of a partitioned table.")
public final class PartitionedIndexRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof CreateIndex index) {
            if (index.concurrently() && context.catalog().isPartitioned(index.table())) {
                context.report(
                        "CREATE INDEX CONCURRENTLY fails on " + index.table()
                                + ": PostgreSQL does not index a partitioned table concurrently",
                        context.remedy());
            }
        } else if (context.command() instanceof DropIndex drop && drop.concurrently()) {
            for (QualifiedName index : drop.indexes()) {
                context.catalog()
                        .tableOf(index)
                        .filter(table -> context.catalog().isPartitioned(table))
                        .ifPresent(table -> context.report(
                                "DROP INDEX CONCURRENTLY fails on " + index + ": " + table
                                        + " is partitioned, and PostgreSQL does not drop its indexes concurrently",
                                context.remedy()));
            }
        }
    }
}
