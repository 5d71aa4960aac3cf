package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.HeldLock;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateTableAs;
import liquibase.ext.online.sql.Insert;
import org.jspecify.annotations.Nullable;

/** Rows worked through behind an ALTER TABLE, under its lock. */
@AutoService(Rule.class)
@RuleInfo(
        id = "ddl-and-data-in-one-transaction",
        effect = Effect.BLOCKING,
        summary = "Rows are written while a lock of the same transaction stops readers or writers.")
public final class DdlAndDataRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.held().isEmpty() || context.stopped().isEmpty() || context.isExplained()) {
            return;
        }
        List<RowLocks> locks = RowLocks.of(context);
        if (locks.isEmpty() && !copies(context.command())) {
            return;
        }
        RowLocks write = locks.isEmpty() ? null : locks.get(0);
        HeldLock lock = context.held().values().iterator().next();
        boolean oneChange =
                context.statement().generated() && context.change().statements().contains(lock.by());
        context.report(
                Sentence.stopped(context.stopped(), lock) + " " + Sentence.meanwhile(context.footprint())
                        + (oneChange
                                ? "; Liquibase makes both of this "
                                        + context.change().name() + ", in one transaction"
                                : ""),
                fix(context, write, oneChange),
                context.footprintWithHeld(),
                null);
    }

    private static String fix(StatementContext context, @Nullable RowLocks write, boolean oneChange) {
        String apart = "Move this statement to a changeSet of its own, so that the lock is gone when it runs.";
        return write == null ? apart : oneChange ? write.fix(context) : apart + "\n" + write.fix(context);
    }

    private static boolean copies(Command command) {
        return command instanceof Insert || command instanceof CreateTableAs;
    }
}
