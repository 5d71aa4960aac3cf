package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.AttachPartition;

/** ATTACH PARTITION that has to look at rows. */
@AutoService(Rule.class)
@RuleInfo(
        id = "attaching-partition",
        effect = Effect.BLOCKING,
        summary = "ATTACH PARTITION reads the new partition, and the default one, while nobody can use them.")
public final class AttachingPartitionRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        AlterTable alter = context.command(AlterTable.class);
        if (alter == null || context.isExplained()) {
            return;
        }
        for (AlterTable.Action action : alter.actions()) {
            if (action instanceof AttachPartition attach) {
                Footprint footprint = context.footprintOf(AlterTable.of(alter.table(), attach));
                if (footprint.isBlocking()) {
                    report(context, alter, attach, footprint);
                }
                return;
            }
        }
    }

    private static void report(
            StatementContext context, AlterTable alter, AttachPartition attach, Footprint footprint) {
        String partition = attach.partition().toString();
        boolean readsDefault = footprint.tables().entrySet().stream()
                .anyMatch(entry -> !entry.getKey().equals(partition)
                        && entry.getValue().work().growsWithTable());
        context.report(
                "ATTACH PARTITION looks whether every row fits: " + Sentence.locks(footprint),
                context.remedy(AlterTable.of(alter.table(), attach)),
                footprint,
                readsDefault
                                && context.catalog()
                                        .defaultPartition(alter.table())
                                        .isEmpty()
                        ? "that " + alter.table()
                                + " has a default partition, because its making is not in the changelog"
                        : null);
    }
}
