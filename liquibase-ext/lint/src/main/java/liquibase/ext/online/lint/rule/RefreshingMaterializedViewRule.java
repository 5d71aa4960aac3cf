package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.RefreshMaterializedView;

/** REFRESH MATERIALIZED VIEW without CONCURRENTLY. */
@AutoService(Rule.class)
@RuleInfo(
        id = "refreshing-materialized-view",
        effect = Effect.BLOCKING,
        summary = "Readers of a materialized view wait until it is filled again.")
public final class RefreshingMaterializedViewRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        RefreshMaterializedView refresh = context.command(RefreshMaterializedView.class);
        if (refresh == null || context.isExplained()) {
            return;
        }
        var touch = context.footprint().tables().get(refresh.view().toString());
        if (touch != null && touch.isBlocking()) {
            context.report(
                    touch.mode().sqlName() + " on " + refresh.view() + " stops its readers while its query runs",
                    context.remedy());
        }
    }
}
