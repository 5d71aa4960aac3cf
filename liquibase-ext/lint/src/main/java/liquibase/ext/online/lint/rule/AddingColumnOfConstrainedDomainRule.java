package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.Optional;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.recipe.SqlTypes;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Column;
import liquibase.ext.online.sql.Type;
import org.jspecify.annotations.Nullable;

/** A column of a domain with a constraint is written into every row, even when it is NULL in all of them. */
@AutoService(Rule.class)
@RuleInfo(
        id = "adding-column-of-constrained-domain",
        effect = Effect.BLOCKING,
        summary = "A new column of a domain with a constraint makes PostgreSQL write every row anew.")
public final class AddingColumnOfConstrainedDomainRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof AlterTable) {
            context.actions(AddColumn.class)
                    .filter(added -> isOwnType(added.action().definition()))
                    .forEach(added -> judge(context, added));
        }
    }

    private static boolean isOwnType(Column column) {
        Type type = Type.of(column.type());
        return !type.isBuiltIn() && !type.isSerial();
    }

    private static void judge(StatementContext context, ActionOn<AddColumn> added) {
        Column column = added.action().definition();
        Footprint part = context.footprintOf(
                AlterTable.of(added.table(), AddColumn.of(column.name(), column.type(), null, false)));
        if (part.isBlocking()) {
            String domain = SqlTypes.written(column.type());
            Optional<String> base = context.catalog().baseType(column.type());
            context.report(
                    "the domain " + domain + " has a constraint, which is checked for every row: "
                            + context.locks(part),
                    context.remedy(added),
                    part,
                    base.isPresent() ? null : assumed(domain));
        }
    }

    private static @Nullable String assumed(String type) {
        return "Whether " + type + " is a domain with a constraint is not known; it is taken to be one.";
    }
}
