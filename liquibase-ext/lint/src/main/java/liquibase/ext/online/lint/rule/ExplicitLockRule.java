package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.FixText;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.LockTable;

/** LOCK TABLE in a mode that stops readers or writers. */
@AutoService(Rule.class)
@RuleInfo(
        id = "explicit-lock",
        effect = Effect.SHORT_LOCK,
        summary = "LOCK TABLE stops readers or writers until the changeSet ends.")
public final class ExplicitLockRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        LockTable lock = context.command(LockTable.class);
        if (lock != null
                && lock.mode().blocksWrites()
                && !lock.nowait()
                && !context.session().limits("lock_timeout")
                && !context.footprint().tables().isEmpty()) {
            context.report(
                    lock.mode().sqlName() + " on "
                            + Sentence.list(context.footprint().tables().keySet()) + " stops "
                            + Sentence.stops(lock.mode())
                            + " until the changeSet ends, and before that as long as it waits for the lock itself",
                    "Leave it out: each command takes the lock it needs. Where it is needed, ask without queueing:\n"
                            + FixText.statement(new LockTable(lock.only(), lock.tables(), lock.mode(), true)));
        }
    }
}
