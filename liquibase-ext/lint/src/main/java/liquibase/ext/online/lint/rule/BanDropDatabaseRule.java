package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.DropDatabase;
import liquibase.ext.online.sql.Sql;

/** A whole database. */
@AutoService(Rule.class)
@RuleInfo(
        id = BanDropDatabaseRule.ID,
        effect = Effect.COMPATIBILITY,
        summary = "A database is dropped with all that is in it.")
public final class BanDropDatabaseRule implements Rule {
    static final String ID = "ban-drop-database";

    @Override
    public void statement(StatementContext context) {
        DropDatabase drop = context.command(DropDatabase.class);
        if (drop != null) {
            context.report(
                    "the database " + Sql.name(drop.name())
                            + " is lost with all its rows, and nothing brings it back but a backup",
                    "Leave it out of the changelog; drop it by hand when a backup of it has been read back.");
        }
    }
}
