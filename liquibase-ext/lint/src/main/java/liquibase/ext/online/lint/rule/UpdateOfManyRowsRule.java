package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.HashSet;
import java.util.Set;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.RowWrite;

/** UPDATE or DELETE of rows that no key names. */
@AutoService(Rule.class)
@RuleInfo(
        id = "update-of-many-rows",
        effect = Effect.ADVICE,
        summary = "Rows that a condition picks are written in one transaction, and stay locked until its end.")
public final class UpdateOfManyRowsRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.isExplained()) {
            return;
        }
        Set<String> tables = new HashSet<>();
        for (RowLocks locks : RowLocks.of(context)) {
            if (locks.reach(context) == RowWrite.Reach.MANY && tables.add(locks.table(context))) {
                context.report(
                        "this " + locks.write().verb() + " keeps every row of " + locks.table(context)
                                + " that its condition picks locked until "
                                + (context.inTransaction() ? "the changeSet" : "it")
                                + " ends; no key limits how"
                                + " many these are",
                        locks.fix(context));
            }
        }
    }
}
