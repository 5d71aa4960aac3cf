package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;

/** CONCURRENTLY behind another statement in one text. */
@AutoService(Rule.class)
@RuleInfo(
        id = "concurrent-index-in-pipeline",
        effect = Effect.FAILS,
        summary =
                "A command that may not run in a transaction is sent in one text behind others, and PostgreSQL refuses it.")
public final class ConcurrentIndexInPipelineRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.statement().position() > 0 && !context.command().runsInTransaction() && !context.inTransaction()) {
            context.report(
                    "this statement is sent in one text with those before it, which PostgreSQL runs as one transaction, and"
                            + " it may not run in one: it fails with \"cannot be executed within a pipeline\" or \"cannot"
                            + " run inside a transaction block\"",
                    "Take splitStatements=\"false\" away, or move the statement to a change of its own.");
        }
    }
}
