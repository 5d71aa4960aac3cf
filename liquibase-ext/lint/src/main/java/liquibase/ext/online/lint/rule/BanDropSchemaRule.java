package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.DropObject;

/** A schema with all that is in it. Without CASCADE only an empty one goes. */
@AutoService(Rule.class)
@RuleInfo(
        id = BanDropSchemaRule.ID,
        effect = Effect.COMPATIBILITY,
        summary = "All tables of a dropped schema go with it, and whatever depends on them elsewhere.")
public final class BanDropSchemaRule implements Rule {
    static final String ID = "ban-drop-schema";

    @Override
    public void statement(StatementContext context) {
        DropObject drop = context.command(DropObject.class);
        if (drop != null
                && drop.kind() == DropObject.Kind.SCHEMA
                && drop.cascade()
                && !context.isMadeHere(drop.names())) {
            context.report(
                    "every table, view and function of the schema " + drop.names()
                            + " is lost, with its rows and with the foreign keys and views of other schemas that use it",
                    "Drop what is in it one by one, each when no release uses it any more, and then the empty schema"
                            + " with DROP SCHEMA " + drop.names() + ", without CASCADE.");
        }
    }
}
