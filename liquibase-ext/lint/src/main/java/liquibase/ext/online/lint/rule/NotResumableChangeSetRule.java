package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.changelog.ChangeUnit;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.judge.ChangeSetContext;
import liquibase.ext.online.lint.judge.Repeatable;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.SetParameter;
import org.jspecify.annotations.Nullable;

/** Several steps outside a transaction of which one cannot be repeated. */
@AutoService(Rule.class)
@RuleInfo(
        id = "not-resumable-changeset",
        effect = Effect.ADVICE,
        severity = Severity.WARNING,
        summary = "A changeSet without a transaction that stops on its way cannot be run again.")
public final class NotResumableChangeSetRule implements Rule {
    @Override
    public void changeSet(ChangeSetContext context) {
        if (context.changeSet().runsInTransaction()) {
            return;
        }
        StatementUnit once = null;
        ChangeUnit ofOnce = null;
        for (ChangeUnit change : context.changeSet().changes()) {
            if (once != null && change.isOnline()) {
                report(context, once, ofOnce);
                return;
            }
            for (StatementUnit statement : change.isOnline() ? NONE : change.statements()) {
                if (once != null && !(statement.command() instanceof SetParameter)) {
                    report(context, once, ofOnce);
                    return;
                }
                if (once == null && !Repeatable.is(statement.command())) {
                    once = statement;
                    ofOnce = change;
                }
            }
        }
    }

    private static final java.util.List<StatementUnit> NONE = java.util.List.of();

    private static void report(ChangeSetContext context, StatementUnit once, @Nullable ChangeUnit change) {
        String fix = "Make a changeSet of each statement"
                + (change == null ? "" : ", or write it so that it may be run again (IF NOT EXISTS, IF EXISTS)")
                + ".";
        for (StatementContext statement : context.statements()) {
            if (statement.statement().equals(once)) {
                context.report(
                        statement,
                        "when a later step of this changeSet fails, this statement stays, because each is a transaction of"
                                + " its own, and nothing is recorded: the next run begins with it again and fails",
                        fix);
                return;
            }
        }
    }
}
