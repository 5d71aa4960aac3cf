package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.judge.FixText;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.recipe.Limits;
import liquibase.ext.online.sql.SetParameter;

/** SET LOCAL where no transaction is open. */
@AutoService(Rule.class)
@RuleInfo(
        id = "set-local-outside-transaction",
        effect = Effect.ADVICE,
        severity = Severity.WARNING,
        summary = "SET LOCAL in a changeSet without a transaction sets nothing.")
public final class SetLocalOutsideTransactionRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof SetParameter set && set.local() && !context.inTransaction()) {
            context.report(
                    "SET LOCAL lasts until the transaction ends, and with runInTransaction=\"false\" each statement is a"
                            + " transaction of its own: this sets nothing",
                    FixText.statement(
                                    new SetParameter(false, set.name(), set.value()),
                                    "here, and as the last statement of this changeSet:")
                            + "\n" + FixText.statement(Limits.back(set.name())));
        }
    }
}
