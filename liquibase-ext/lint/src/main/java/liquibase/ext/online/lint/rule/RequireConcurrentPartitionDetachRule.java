package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.DetachPartition;

/** DETACH PARTITION without CONCURRENTLY. */
@AutoService(Rule.class)
@RuleInfo(
        id = "require-concurrent-partition-detach",
        effect = Effect.SHORT_LOCK,
        summary = "DETACH PARTITION stops readers and writers of the whole partitioned table.")
public final class RequireConcurrentPartitionDetachRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        AlterTable alter = context.command(AlterTable.class);
        if (alter == null
                || !context.footprint().tables().containsKey(alter.table().toString())) {
            return;
        }
        for (AlterTable.Action action : alter.actions()) {
            if (action instanceof DetachPartition detach && detach.way() == DetachPartition.Way.AT_ONCE) {
                context.report(
                        Sentence.locks(context.footprint()) + "; whoever comes later waits behind it",
                        context.remedy(AlterTable.of(alter.table(), detach)));
                return;
            }
        }
    }
}
