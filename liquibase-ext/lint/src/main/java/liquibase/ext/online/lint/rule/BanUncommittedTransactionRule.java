package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.judge.ChangeSetContext;
import liquibase.ext.online.lint.judge.FixText;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.TransactionControl;

/** BEGIN without COMMIT in a changeSet that runs without a transaction. */
@AutoService(Rule.class)
@RuleInfo(
        id = "ban-uncommitted-transaction",
        effect = Effect.ADVICE,
        severity = Severity.WARNING,
        summary = "A transaction that a changeSet begins outside Liquibase's own is not ended by it.")
public final class BanUncommittedTransactionRule implements Rule {
    @Override
    public void changeSet(ChangeSetContext context) {
        if (context.changeSet().runsInTransaction()) {
            return;
        }
        StatementContext open = null;
        for (StatementContext statement : context.statements()) {
            if (statement.command() instanceof TransactionControl control) {
                open = control.begins() ? statement : control.ends() ? null : open;
            }
        }
        if (open != null) {
            context.report(
                    open,
                    "this " + open.statement().sql() + " is never followed by a COMMIT: the changeSet runs with"
                            + " runInTransaction=\"false\", and what it does and locks hangs on the commit that Liquibase"
                            + " does for its own row in DATABASECHANGELOG",
                    FixText.statement(new TransactionControl("COMMIT", ""), "as the last statement of this changeSet"));
        }
    }
}
