package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.change.core.AddPrimaryKeyChange;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.PrimaryKey;
import liquibase.ext.online.sql.PrimaryKeyUsingIndex;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** The author names an index; Liquibase does not pass it on. */
@AutoService(Rule.class)
@RuleInfo(
        id = "for-index-name-ignored",
        effect = Effect.BLOCKING,
        summary =
                "addPrimaryKey takes no notice of forIndexName on PostgreSQL and builds another index under its lock.")
public final class ForIndexNameIgnoredRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (!concerns(context) || !context.footprint().isBlocking()) {
            return;
        }
        AddPrimaryKeyChange change = context.as(AddPrimaryKeyChange.class);
        context.actions(AddConstraint.class)
                .filter(added -> added.action().definition() instanceof PrimaryKey)
                .forEach(added -> context.report(
                        "Liquibase takes no notice of forIndexName=\"" + index(change)
                                + "\" on PostgreSQL, and another index is built: "
                                + context.locks(context.footprint()),
                        context.remedy(fromIndex(added, index(change)))));
    }

    private static AlterTable fromIndex(ActionOn<AddConstraint> added, String index) {
        return AlterTable.of(
                added.table(),
                AddConstraint.valid(added.action().name(), new PrimaryKeyUsingIndex(index, Deferral.NOT_DEFERRABLE)));
    }

    /** Whether this rule has the say on a statement, and not the one on primary keys in general. */
    static boolean concerns(StatementContext context) {
        AddPrimaryKeyChange change = context.as(AddPrimaryKeyChange.class);
        return change != null && change.getForIndexName() != null && context.command() instanceof AlterTable;
    }

    private static String index(@Nullable AddPrimaryKeyChange change) {
        return change == null ? "" : Sql.name(change.getForIndexName());
    }
}
