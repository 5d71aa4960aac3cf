package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
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
                        fix(context, alter, detach));
                return;
            }
        }
    }

    private static String fix(StatementContext context, AlterTable alter, DetachPartition detach) {
        if (context.versions().newest().major() < 14) {
            return "SET LOCAL lock_timeout = '2s';  -- before it; the form that stops nobody begins with PostgreSQL 14";
        }
        if (context.catalog().defaultPartition(alter.table()).isPresent()) {
            return "SET LOCAL lock_timeout = '2s';  -- before it; CONCURRENTLY is refused while there is a default"
                    + " partition";
        }
        Steps steps = Steps.of(context)
                .outsideTransaction(List.of(
                        "ALTER TABLE " + alter.table() + " DETACH PARTITION " + detach.partition() + " CONCURRENTLY"));
        return context.versions().oldest().major() < 14
                ? steps.say("PostgreSQL takes this from 14 on.").text()
                : steps.text();
    }
}
