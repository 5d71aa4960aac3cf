package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.ChangeSetContext;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.TransactionControl;

/** COMMIT and ROLLBACK inside the transaction that Liquibase has begun. */
@AutoService(Rule.class)
@RuleInfo(
        id = "transaction-nesting",
        effect = Effect.WRONG_DATA,
        summary = "COMMIT or ROLLBACK inside a changeSet tears its transaction apart.")
public final class TransactionNestingRule implements Rule {
    private static final String FIX =
            "Delete BEGIN, COMMIT and ROLLBACK: Liquibase begins a transaction before the changeSet and"
                    + " commits it behind. What has to commit earlier goes into a changeSet of its own.";

    @Override
    public void changeSet(ChangeSetContext context) {
        if (!context.changeSet().runsInTransaction()) {
            return;
        }
        List<StatementContext> statements = context.statements();
        boolean works = false;
        for (int i = 0; i < statements.size(); i++) {
            StatementContext statement = statements.get(i);
            if (!(statement.command() instanceof TransactionControl control)) {
                works = true;
            } else if (control.rollsBack() && works) {
                context.report(
                        statement,
                        "this " + control.verb()
                                + " undoes all that the changeSet did before it, and Liquibase records the"
                                + " changeSet as done",
                        FIX);
                works = false;
            } else if (control.commits() && works && isFollowed(statements, i)) {
                context.report(
                        statement,
                        "this " + control.verb() + " ends the transaction that Liquibase began: when a later statement"
                                + " fails, what stands before it stays, and the next run does it again",
                        FIX);
                works = false;
            }
        }
    }

    private static boolean isFollowed(List<StatementContext> statements, int at) {
        for (int i = at + 1; i < statements.size(); i++) {
            if (!(statements.get(i).command() instanceof TransactionControl)) {
                return true;
            }
        }
        return false;
    }
}
