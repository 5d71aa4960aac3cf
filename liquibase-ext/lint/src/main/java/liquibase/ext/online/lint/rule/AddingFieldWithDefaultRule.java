package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Column;
import liquibase.ext.online.sql.Volatility;
import org.jspecify.annotations.Nullable;

/** A default that may differ from row to row has to be written into each of them. */
@AutoService(Rule.class)
@RuleInfo(
        id = "adding-field-with-default",
        effect = Effect.BLOCKING,
        summary = "A new column with a volatile default makes PostgreSQL write every row anew.")
public final class AddingFieldWithDefaultRule implements Rule {
    private static final String HARMLESS_TYPE = "text";

    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof AlterTable) {
            context.actions(AddColumn.class).forEach(added -> judge(context, added));
        }
    }

    private static void judge(StatementContext context, ActionOn<AddColumn> added) {
        Column column = added.action().definition();
        String value = column.defaultExpression();
        if (value == null) {
            return;
        }
        Footprint part = context.footprintOf(
                AlterTable.of(added.table(), AddColumn.of(column.name(), HARMLESS_TYPE, value, false)));
        if (part.isBlocking()) {
            context.report(
                    "every row gets a value of its own from the default " + value + ": " + context.locks(part),
                    context.remedy(added),
                    part,
                    assumed(context, value));
        }
    }

    private static @Nullable String assumed(StatementContext context, String value) {
        Volatility volatility = Volatility.of(value);
        List<String> unknown = new ArrayList<>();
        boolean isVolatile = volatility.volatileFunction();
        for (String function : volatility.unknownFunctions()) {
            if (context.catalog().bodyOf(function).isEmpty()) {
                unknown.add(function);
            } else {
                isVolatile |= !context.catalog().provesNotVolatile(function + "()");
            }
        }
        return isVolatile
                ? null
                : "Whether " + String.join(", ", unknown) + " is volatile is not known; it is taken to be.";
    }
}
