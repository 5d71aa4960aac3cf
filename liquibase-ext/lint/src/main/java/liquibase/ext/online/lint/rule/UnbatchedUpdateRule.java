package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.HashSet;
import java.util.Set;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.RowWrite;

/** Rows of a whole table written or locked at once, by whatever command. */
@AutoService(Rule.class)
@RuleInfo(
        id = "unbatched-update",
        effect = Effect.ROW_LOCKS,
        summary = "Every row of a table is written in one transaction, and stays locked until its end.")
public final class UnbatchedUpdateRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.isExplained()) {
            return;
        }
        Set<String> tables = new HashSet<>();
        for (RowLocks locks : RowLocks.of(context)) {
            if (locks.reach(context) == RowWrite.Reach.EVERY && tables.add(locks.table(context))) {
                context.report(
                        locks.sentence(context) + " and keeps each locked until"
                                + (context.inTransaction() ? " the changeSet ends" : " it ends")
                                + ": whoever writes one of them waits that long (these are row locks, not a table lock, so"
                                + " reads go on)",
                        locks.fix(context));
            }
        }
    }
}
