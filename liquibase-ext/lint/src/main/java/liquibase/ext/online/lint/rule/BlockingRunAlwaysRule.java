package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.changelog.ChangeSet;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.judge.ChangeSetContext;
import liquibase.ext.online.lint.judge.Excerpt;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import org.jspecify.annotations.Nullable;

/** runAlways and runOnChange on what blocks. */
@AutoService(Rule.class)
@RuleInfo(
        id = "blocking-run-always",
        effect = Effect.BLOCKING,
        severity = Severity.WARNING,
        summary = "A changeSet that blocks runs again with every update, or with every edit.")
public final class BlockingRunAlwaysRule implements Rule {
    private @Nullable StatementContext blocking;

    @Override
    public void statement(StatementContext context) {
        ChangeSet changeSet = context.changeSet().source();
        if (blocking == null
                && (changeSet.isAlwaysRun() || changeSet.isRunOnChange())
                && !context.stopped().isEmpty()) {
            blocking = context;
        }
    }

    @Override
    public void changeSet(ChangeSetContext context) {
        StatementContext statement = blocking;
        blocking = null;
        if (statement != null) {
            boolean always = context.changeSet().source().isAlwaysRun();
            context.report(
                    (always ? "runAlways=\"true\": every update" : "runOnChange=\"true\": every edit of this changeSet")
                            + " stops readers or writers again, by "
                            + Excerpt.of(statement.statement().sql()),
                    "Move what blocks to a changeSet of its own without " + (always ? "runAlways" : "runOnChange")
                            + ".",
                    context.changeSet().place(),
                    context.effects(statement.footprint()));
        }
    }
}
