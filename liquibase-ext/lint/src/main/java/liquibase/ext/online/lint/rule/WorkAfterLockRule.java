package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lock.Footprint;

/** Long work behind a lock that was meant to be short. */
@AutoService(Rule.class)
@RuleInfo(
        id = "work-after-lock",
        effect = Effect.BLOCKING,
        summary = "Work that grows with a table is done while a lock of the same transaction stops readers or writers.")
public final class WorkAfterLockRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.isExplained() || context.held().isEmpty() || locksItself(context.footprint())) {
            return;
        }
        if (context.stopped().isEmpty()) {
            return;
        }
        context.report(
                Sentence.stopped(
                                context.stopped(),
                                context.held().values().iterator().next()) + " "
                        + Sentence.meanwhile(context.footprint()),
                "Move this statement to a changeSet of its own: a lock is held until the transaction ends, which is the"
                        + " end of the changeSet.",
                context.footprintWithHeld(),
                null);
    }

    /** Then it would block on its own, which is another rule's matter. */
    private static boolean locksItself(Footprint footprint) {
        for (Footprint.Touch touch : footprint.tables().values()) {
            if (touch.mode().blocksWrites() && touch.work().growsWithTable()) {
                return true;
            }
        }
        return false;
    }
}
