package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.SetAccessMethod;
import liquibase.ext.online.sql.SetLogged;
import liquibase.ext.online.sql.SetTablespace;

/** SET LOGGED, SET UNLOGGED, SET TABLESPACE and SET ACCESS METHOD where they copy the table. */
@AutoService(Rule.class)
@RuleInfo(
        id = "changing-table-storage",
        effect = Effect.BLOCKING,
        summary = "Another tablespace, access method or persistence copies a table while nobody can read or write it.")
public final class ChangingTableStorageRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        AlterTable alter = context.command(AlterTable.class);
        if (alter == null || context.isExplained()) {
            return;
        }
        for (AlterTable.Action action : alter.actions()) {
            if (action instanceof SetLogged || action instanceof SetTablespace || action instanceof SetAccessMethod) {
                Footprint footprint = context.footprintOf(AlterTable.of(alter.table(), action));
                if (footprint.isBlocking()) {
                    context.report(
                            action.sql() + " copies the table: " + Sentence.locks(footprint),
                            context.remedy(AlterTable.of(alter.table(), action)),
                            footprint,
                            null);
                    return;
                }
            }
        }
    }
}
