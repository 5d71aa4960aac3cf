package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.recipe.Recipes;

/** Whatever blocks and is not explained by a rule of its own. */
@AutoService(Rule.class)
@RuleInfo(
        id = "blocking-statement",
        effect = Effect.BLOCKING,
        summary = "Readers or writers of a table wait for a time that grows with it.",
        last = true)
public final class BlockingRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (!context.isExplained() && !context.stopped().isEmpty()) {
            context.report(
                    Sentence.stopped(context.stopped()) + " " + Sentence.meanwhile(context.heaviestWork()),
                    Recipes.IN_STEPS);
        }
    }
}
