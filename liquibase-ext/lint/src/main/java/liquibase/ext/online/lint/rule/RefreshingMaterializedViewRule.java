package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.sql.QualifiedName;
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
                    fix(context, refresh.view()));
        }
    }

    private static String fix(StatementContext context, QualifiedName view) {
        Steps steps = Steps.of(context);
        boolean keyed = context.catalog()
                .view(view)
                .filter(known -> known.indexes().stream()
                        .anyMatch(index -> index.unique()
                                && index.valid()
                                && index.where().isEmpty()
                                && !index.columns().contains("")))
                .isPresent();
        if (!keyed) {
            steps.first("First give " + view + " a unique index of plain columns, without WHERE, by CREATE UNIQUE INDEX"
                    + " CONCURRENTLY.");
        }
        return steps.alone(new RefreshMaterializedView(true, view, true).sql()).text();
    }
}
