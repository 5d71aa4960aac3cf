package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.ext.online.lint.catalog.Catalog;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.FixText;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.recipe.Companions;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Truncate;

/** The rows of tables that the statement does not name. */
@AutoService(Rule.class)
@RuleInfo(
        id = "ban-truncate-cascade",
        effect = Effect.WRONG_DATA,
        summary =
                "TRUNCATE … CASCADE takes all rows of every table with a foreign key to it, and of those behind them.")
public final class BanTruncateCascadeRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        Truncate truncate = context.command(Truncate.class);
        if (truncate == null
                || !truncate.cascade()
                || context.footprint().tables().isEmpty()) {
            return;
        }
        Catalog catalog = context.catalog();
        List<QualifiedName> others = others(truncate, catalog);
        boolean known = truncate.tables().stream().allMatch(catalog::isComplete);
        if (known && others.isEmpty()) {
            return;
        }
        context.report(
                others.isEmpty()
                        ? "all rows are gone of every table with a foreign key to " + names(truncate)
                                + ", whatever it is"
                        : "all rows of "
                                + Sentence.list(others.stream()
                                        .map(QualifiedName::toString)
                                        .toList())
                                + " are gone too, for a foreign key leads from there to " + names(truncate),
                "Name every table that is to be emptied, so that PostgreSQL refuses when there is another:\n"
                        + FixText.statement(Companions.named(truncate, others)),
                context.footprint(),
                known ? null : "Which tables have foreign keys to " + names(truncate) + " is not known.");
    }

    private static List<QualifiedName> others(Truncate truncate, Catalog catalog) {
        List<QualifiedName> reached = new ArrayList<>();
        truncate.tables().forEach(table -> reached.add(catalog.shown(table)));
        Set<QualifiedName> seen = new LinkedHashSet<>(reached);
        Set<QualifiedName> others = new LinkedHashSet<>();
        for (int i = 0; i < reached.size(); i++) {
            for (QualifiedName referencing : catalog.referencingTables(reached.get(i))) {
                if (seen.add(referencing)) {
                    reached.add(referencing);
                    if (!catalog.isNew(referencing)) {
                        others.add(referencing);
                    }
                }
            }
        }
        return List.copyOf(others);
    }

    private static String names(Truncate truncate) {
        return truncate.tables().stream().map(QualifiedName::toString).collect(Collectors.joining(", "));
    }
}
