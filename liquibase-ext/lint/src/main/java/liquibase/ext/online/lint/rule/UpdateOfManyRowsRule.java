package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.Work;

/** UPDATE or DELETE of rows that no key names. */
@AutoService(Rule.class)
@RuleInfo(
        id = "update-of-many-rows",
        effect = Effect.ADVICE,
        summary = "Rows that a condition picks are written in one transaction, and stay locked until its end.")
public final class UpdateOfManyRowsRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        RowWrite write = RowWrite.of(context.command());
        if (write == null || write.isOfEveryRow() || context.isExplained()) {
            return;
        }
        Footprint.Touch touch = context.footprint().tables().get(write.table().toString());
        if (touch != null && touch.work() == Work.TABLE_UPDATE) {
            context.report(
                    "this " + write.verb() + " keeps every row of " + write.table() + " that its condition picks locked"
                            + " until " + (context.inTransaction() ? "the changeSet" : "it")
                            + " ends; no key limits how"
                            + " many these are",
                    write.fix(context));
        }
    }
}
