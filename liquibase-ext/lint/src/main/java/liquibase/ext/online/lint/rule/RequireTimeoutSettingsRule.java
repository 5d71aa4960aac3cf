package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.LinkedHashSet;
import java.util.Set;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.ChangeSetContext;
import liquibase.ext.online.lint.judge.FixText;
import liquibase.ext.online.lint.judge.HeldLock;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.recipe.Limits;
import liquibase.ext.online.sql.LockTable;
import org.jspecify.annotations.Nullable;

/** A lock asked for without a lock_timeout; once for a changelog, as one setting of the session is the cure for all. */
@AutoService(Rule.class)
@RuleInfo(
        id = "require-timeout-settings",
        effect = Effect.SHORT_LOCK,
        pooled = true,
        summary =
                "A lock that stops readers or writers is waited for without a limit, and whoever comes later waits behind.")
public final class RequireTimeoutSettingsRule implements Rule {
    private static final String TIMEOUT = "lock_timeout";
    private final Set<String> tables = new LinkedHashSet<>();
    private @Nullable StatementContext first;

    @Override
    public void statement(StatementContext context) {
        boolean locks = false;
        for (var entry : context.footprint().tables().entrySet()) {
            if (entry.getValue().mode().blocksWrites()
                    && !context.session().limits(TIMEOUT)
                    && waits(context, entry.getKey(), entry.getValue().mode())) {
                tables.add(entry.getKey());
                locks = true;
            }
        }
        if (locks && first == null) {
            first = context;
        }
    }

    /** NOWAIT does not wait, nor does a transaction that has the lock already. */
    private static boolean waits(StatementContext context, String table, LockMode mode) {
        HeldLock held = context.held().get(table);
        LockTable lock = context.command(LockTable.class);
        return (lock == null || !lock.nowait()) && (held == null || held.mode().compareTo(mode) < 0);
    }

    @Override
    public void changeSet(ChangeSetContext context) {
        StatementContext at = first;
        if (at != null) {
            context.report(
                    at,
                    "the lock on " + Sentence.list(tables) + " is waited for without a lock_timeout: while one long"
                            + " transaction is in the way, everybody who comes later queues up behind this changeSet",
                    fix(at));
        }
        first = null;
        tables.clear();
    }

    private static String fix(StatementContext context) {
        return (context.inTransaction()
                        ? FixText.statement(Limits.limit(true), "as the first statement of this changeSet")
                        : FixText.limited(context))
                + "\nor for the whole run, in the JDBC URL: ?options=-c%20lock_timeout=2s";
    }
}
