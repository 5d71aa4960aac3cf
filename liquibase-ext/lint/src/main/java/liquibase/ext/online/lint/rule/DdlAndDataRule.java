package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.Map;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateTableAs;
import liquibase.ext.online.sql.Insert;

/** Rows worked through behind an ALTER TABLE, under its lock. */
@AutoService(Rule.class)
@RuleInfo(
        id = "ddl-and-data-in-one-transaction",
        effect = Effect.BLOCKING,
        summary = "Rows are written while a lock of the same transaction stops readers or writers.")
public final class DdlAndDataRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        RowWrite write = RowWrite.of(context.command());
        if ((write == null && !copies(context.command()))
                || context.held().isEmpty()
                || context.stopped().isEmpty()
                || context.isExplained()) {
            return;
        }
        Map.Entry<String, HeldLock> lock = context.held().entrySet().iterator().next();
        context.report(
                Sentence.stopped(context.stopped()) + " since "
                        + Excerpt.of(lock.getValue().by().sql()) + ", and now "
                        + Sentence.meanwhile(context.heaviestWork())
                        + (context.statement().generated() && isOneChange(context, lock.getValue())
                                ? "; Liquibase sends both for this "
                                        + context.change().name() + ", in one transaction"
                                : ""),
                write == null
                        ? "Move this statement to a changeSet of its own, so that the lock is gone when it runs."
                        : write.fix(context) + "\nIt has to be in a changeSet of its own, so that the lock is gone when"
                                + " the rows are written.");
    }

    private static boolean copies(Command command) {
        return command instanceof Insert || command instanceof CreateTableAs;
    }

    private static boolean isOneChange(StatementContext context, HeldLock lock) {
        return context.change().statements().contains(lock.by());
    }
}
