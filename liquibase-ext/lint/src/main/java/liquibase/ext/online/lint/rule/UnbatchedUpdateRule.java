package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;

/** UPDATE or DELETE of a whole table at once. */
@AutoService(Rule.class)
@RuleInfo(
        id = "unbatched-update",
        effect = Effect.BLOCKING,
        summary = "Every row of a table is written in one transaction, and stays locked until its end.")
public final class UnbatchedUpdateRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        RowWrite write = RowWrite.of(context.command());
        if (write != null
                && write.isOfEveryRow()
                && !context.isExplained()
                && context.footprint().tables().containsKey(write.table().toString())) {
            context.report(
                    "this " + write.verb() + " writes every row of " + write.table() + " and keeps each locked until"
                            + (context.inTransaction() ? " the changeSet ends" : " it ends")
                            + ": whoever writes one of them waits that long (these are row locks, not a table lock, so"
                            + " reads go on)",
                    write.fix(context));
        }
    }
}
