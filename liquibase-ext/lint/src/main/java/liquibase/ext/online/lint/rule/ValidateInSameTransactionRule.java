package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.Map;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Excerpt;
import liquibase.ext.online.lint.judge.HeldLock;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.ValidateConstraint;
import org.jspecify.annotations.Nullable;

/** A constraint that is validated while its transaction still holds a lock that stops others, mostly that of adding it. */
@AutoService(Rule.class)
@RuleInfo(
        id = "validate-in-same-transaction",
        effect = Effect.BLOCKING,
        summary = "The rows are read under the lock that NOT VALID was to make short.")
public final class ValidateInSameTransactionRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (!(context.command() instanceof AlterTable alter)) {
            return;
        }
        for (AlterTable.Action action : alter.actions()) {
            if (action instanceof ValidateConstraint validate) {
                Map<String, LockMode> stopped = context.stopped();
                if (!stopped.isEmpty() && reads(context.footprintOf(new ActionOn<>(alter.table(), validate)))) {
                    context.report(
                            Sentence.stopped(stopped) + " while " + validate.sql() + " reads every row of "
                                    + alter.table() + ": " + since(context, stopped),
                            context.remedy(new ActionOn<>(alter.table(), validate)));
                }
            }
        }
    }

    private static boolean reads(Footprint footprint) {
        return footprint.tables().values().stream()
                .anyMatch(touch -> touch.work().growsWithTable());
    }

    private static String since(StatementContext context, Map<String, LockMode> stopped) {
        for (String table : stopped.keySet()) {
            @Nullable HeldLock held = context.held().get(table);
            if (held != null) {
                return "the lock was taken by \"" + Excerpt.of(held.by().sql()).strip()
                        + "\" and is held until the transaction ends";
            }
        }
        return "the lock is that of the whole ALTER TABLE";
    }
}
