package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.sql.TransactionControl;

/** BEGIN without COMMIT in a changeSet that runs without a transaction. */
@AutoService(Rule.class)
@RuleInfo(
        id = "ban-uncommitted-transaction",
        effect = Effect.WRONG_DATA,
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
                            + " runInTransaction=\"false\", so nobody else ends it before the next changeSet, which keeps"
                            + " its locks and may undo its work",
                    "COMMIT;  -- as the last statement of this changeSet");
        }
    }
}
