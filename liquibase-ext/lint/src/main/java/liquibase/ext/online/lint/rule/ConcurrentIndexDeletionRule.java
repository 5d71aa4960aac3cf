package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.QualifiedName;

/**
 * An index that is dropped under a lock which stops everybody; Liquibase's dropIndex has no other way. That of a
 * partitioned table cannot be dropped in another way, and a lock_timeout limits what waiting for the lock does to others.
 */
@AutoService(Rule.class)
@RuleInfo(
        id = "require-concurrent-index-deletion",
        effect = Effect.SHORT_LOCK,
        summary = "Readers and writers wait for the drop of an index, and for whatever it waits for.")
public final class ConcurrentIndexDeletionRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof DropIndex drop
                && !drop.concurrently()
                && !drop.cascade()
                && !context.footprint().tables().isEmpty()
                && !context.session().limits("lock_timeout")
                && drop.indexes().stream().noneMatch(index -> isOfPartitioned(context, index))) {
            context.report(
                    context.locks(context.footprint())
                            + " once it is granted, and before that for as long as the drop waits behind a"
                            + " running transaction",
                    context.remedy());
        }
    }

    private static boolean isOfPartitioned(StatementContext context, QualifiedName index) {
        return context.catalog()
                .tableOf(index)
                .filter(table -> context.catalog().isPartitioned(table))
                .isPresent();
    }
}
