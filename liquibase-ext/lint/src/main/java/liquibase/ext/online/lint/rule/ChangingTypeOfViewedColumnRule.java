package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.lint.catalog.View;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.rule.StatementContext.ActionOn;
import liquibase.ext.online.sql.AlterColumnType;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.QualifiedName;

/** PostgreSQL changes no type that a view was made with. */
@AutoService(Rule.class)
@RuleInfo(
        id = "changing-type-of-viewed-column",
        effect = Effect.FAILS,
        summary = "The type of a column that a view or a rule reads cannot be changed.")
public final class ChangingTypeOfViewedColumnRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof AlterTable) {
            context.actions(AlterColumnType.class).forEach(change -> judge(context, change));
        }
    }

    private static void judge(StatementContext context, ActionOn<AlterColumnType> change) {
        String column = change.action().column();
        List<QualifiedName> views = new ArrayList<>(context.catalog().viewsOn(change.table(), column));
        if (views.isEmpty()) {
            return;
        }
        Collections.reverse(views);
        String names = Sentence.list(views.stream().map(QualifiedName::toString).toList());
        context.report(
                "this fails: " + names + " reads " + change.table() + "." + column
                        + ", and PostgreSQL changes the type of no column that a view reads",
                fix(context, change, views));
    }

    /** One changeSet, so that nobody misses the views. */
    private static String fix(StatementContext context, ActionOn<AlterColumnType> change, List<QualifiedName> views) {
        List<String> drops = new ArrayList<>();
        List<String> again = new ArrayList<>();
        List<QualifiedName> unknown = new ArrayList<>();
        for (QualifiedName name : views) {
            Optional<View> view = context.catalog().view(name);
            drops.add("DROP " + (view.filter(View::materialized).isPresent() ? "MATERIALIZED " : "") + "VIEW " + name);
            view.flatMap(known -> known.definition(name))
                    .ifPresentOrElse(definition -> again.add(0, definition.sql()), () -> unknown.add(name));
        }
        drops.add(AlterTable.of(change.table(), change.action()).sql());
        drops.addAll(again);
        Steps steps = Steps.of(context)
                .say("Drop the views, change the type, and make the views again with the rights on them, all in one"
                        + " changeSet, so that nobody misses them.")
                .shortly(drops.toArray(String[]::new));
        return unknown.isEmpty()
                ? steps.text()
                : steps.say("Behind that, there, make "
                                + Sentence.list(unknown.stream()
                                        .map(QualifiedName::toString)
                                        .toList())
                                + " again: pg_get_viewdef shows how, as long as it is there.")
                        .text();
    }
}
