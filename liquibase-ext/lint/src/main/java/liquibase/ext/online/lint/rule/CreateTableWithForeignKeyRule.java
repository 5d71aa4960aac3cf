package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.judge.FixText;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.CreateTable;

/** CREATE TABLE that references a table in use. */
@AutoService(Rule.class)
@RuleInfo(
        id = "create-table-with-foreign-key",
        effect = Effect.SHORT_LOCK,
        severity = Severity.INFO,
        summary = "A new table with a foreign key stops writers of the referenced table for a moment.")
public final class CreateTableWithForeignKeyRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof CreateTable
                && !context.footprint().locksThatStopWrites().isEmpty()
                && !context.session().limits("lock_timeout")) {
            context.report(
                    Sentence.locks(context.footprint())
                            + ", and as long as it waits for that lock itself; the new table is empty, so no row is read",
                    FixText.limited(context));
        }
    }
}
