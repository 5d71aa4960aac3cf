package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.Map;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.judge.ChangeContext;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.TransactionLocks;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import org.jspecify.annotations.Nullable;

/** A rollback block that blocks. */
@AutoService(Rule.class)
@RuleInfo(
        id = "blocking-rollback",
        effect = Effect.BLOCKING,
        severity = Severity.WARNING,
        summary = "A rollback block would stop readers or writers for a time that grows with a table.")
public final class BlockingRollbackRule implements Rule {
    private final TransactionLocks locks = new TransactionLocks();
    private @Nullable ChangeSetId current;

    @Override
    public void rollback(ChangeContext context) {
        if (!context.changeSet().id().equals(current)) {
            current = context.changeSet().id();
            locks.clear();
        }
        if (context.change().isOnline()) {
            return;
        }
        for (StatementUnit statement : context.change().statements()) {
            if (statement.command().isUnderstood()) {
                judge(context, statement);
            }
        }
    }

    private void judge(ChangeContext context, StatementUnit statement) {
        Footprint footprint = context.footprintOf(statement.command());
        Map<String, LockMode> stopped = locks.stoppedBy(footprint);
        if (!stopped.isEmpty()) {
            context.report(
                    "rolling back, " + Sentence.stopped(stopped) + " "
                            + Sentence.meanwhile(TransactionLocks.heaviest(footprint)),
                    "A rollback meets the same users as the change. Write it in the online form of the rule for this"
                            + " statement, or leave it out and undo the change by a new changeSet.",
                    statement.place(),
                    statement,
                    context.effects(footprint),
                    null);
        }
        if (context.changeSet().runsInTransaction()) {
            locks.take(statement, footprint);
        }
    }
}
