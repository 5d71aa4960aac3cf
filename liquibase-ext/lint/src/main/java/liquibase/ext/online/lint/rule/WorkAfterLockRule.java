package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.Map;
import liquibase.ext.online.lint.finding.Effect;
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
        Map.Entry<String, HeldLock> lock = context.held().entrySet().iterator().next();
        context.report(
                Sentence.stopped(context.stopped()) + " since "
                        + Excerpt.of(lock.getValue().by().sql())
                        + ", and now waits "
                        + Sentence.meanwhile(context.heaviestWork()) + of(context.footprint()),
                "Move this statement to a changeSet of its own: a lock is held until the transaction ends, which is the"
                        + " end of the changeSet.");
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

    private static String of(Footprint footprint) {
        return footprint.tables().entrySet().stream()
                .filter(entry -> entry.getValue().work().growsWithTable())
                .map(entry -> " of " + entry.getKey())
                .findFirst()
                .orElse("");
    }
}
