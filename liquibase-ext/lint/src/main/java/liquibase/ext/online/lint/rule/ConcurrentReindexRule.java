package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.Reindex;

/** REINDEX without CONCURRENTLY. */
@AutoService(Rule.class)
@RuleInfo(
        id = "require-concurrent-reindex",
        effect = Effect.BLOCKING,
        summary = "Writers, and nearly all readers, wait while an index is built again.")
public final class ConcurrentReindexRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof Reindex reindex
                && !reindex.concurrently()
                && context.footprint().isBlocking()) {
            context.report(
                    context.locks(context.footprint())
                            + ", and ACCESS EXCLUSIVE on each index meanwhile stops every query that has to be planned",
                    context.remedy());
        }
    }
}
