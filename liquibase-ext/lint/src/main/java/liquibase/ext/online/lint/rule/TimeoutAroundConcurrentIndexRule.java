package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.judge.FixText;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.recipe.Limits;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.Reindex;

/** CREATE INDEX CONCURRENTLY while a timeout is on. */
@AutoService(Rule.class)
@RuleInfo(
        id = "timeout-around-concurrent-index",
        effect = Effect.WRONG_DATA,
        severity = Severity.WARNING,
        summary = "An index built CONCURRENTLY under a timeout is left INVALID when it strikes.")
public final class TimeoutAroundConcurrentIndexRule implements Rule {
    private static final String[] TIMEOUTS = {"lock_timeout", "statement_timeout"};

    @Override
    public void statement(StatementContext context) {
        if (!builds(context.command())) {
            return;
        }
        for (String timeout : TIMEOUTS) {
            if (context.session().limits(timeout)) {
                context.report(
                        "an index that is built CONCURRENTLY waits for every older transaction, also of other tables, and "
                                + timeout + " = "
                                + context.session().value(timeout).orElse("")
                                + " ends that: what is left is an INVALID index, which costs every write and serves no"
                                + " query",
                        FixText.statement(
                                Limits.off(timeout),
                                "before it, and behind it: " + FixText.statement(Limits.back(timeout))));
                return;
            }
        }
    }

    private static boolean builds(Command command) {
        return (command instanceof CreateIndex create && create.concurrently())
                || (command instanceof Reindex reindex && reindex.concurrently());
    }
}
