package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
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
                context.remedy(change));
    }
}
