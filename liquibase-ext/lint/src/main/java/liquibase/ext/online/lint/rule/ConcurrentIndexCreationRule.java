package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.CreateIndex;

/** An index that is built while writers wait; Liquibase's createIndex has no other way. */
@AutoService(Rule.class)
@RuleInfo(
        id = "require-concurrent-index-creation",
        effect = Effect.BLOCKING,
        summary = "Writers wait while an index is built.")
public final class ConcurrentIndexCreationRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof CreateIndex index
                && !index.concurrently()
                && context.footprint().isBlocking()) {
            context.report(context.locks(context.footprint()), context.remedy());
        }
    }
}
