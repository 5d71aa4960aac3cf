package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.judge.ChangeContext;
import liquibase.ext.online.lint.judge.CutText;
import liquibase.ext.online.lint.judge.LeftOverProperty;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.Unreadable;
import org.jspecify.annotations.Nullable;

/** What cannot be judged is said, never passed over. */
@AutoService(Rule.class)
@RuleInfo(
        id = NotAnalysedRule.ID,
        effect = Effect.ADVICE,
        severity = Severity.WARNING,
        summary = "What this change does to the tables cannot be told before it runs.")
public final class NotAnalysedRule implements Rule {
    static final String ID = "not-analysed";

    /** Whether Liquibase has cut a statement of the present change, so that what follows are its pieces. */
    private boolean cut;

    @Override
    public void change(ChangeContext context) {
        cut = false;
        if (context.change().notAnalysed() != null) {
            context.report(
                    context.change().name() + " cannot be judged: "
                            + context.change().notAnalysed(),
                    fix(context));
        }
    }

    @Override
    public void statement(StatementContext context) {
        boolean piece = cut && context.command() instanceof Unreadable;
        boolean isCut = CutText.is(context, context.command());
        cut |= isCut;
        @Nullable LeftOverProperty property = LeftOverProperty.of(context.statement());
        if (property != null) {
            context.report(property.message(), property.fix());
        } else if (isCut && !piece && !context.isExplained()) {
            context.report(CutText.MESSAGE, CutText.FIX);
        } else if (!piece && !context.isExplained()) {
            context.command().notUnderstood(context.catalog()).ifPresent(problem -> report(context, problem));
        }
    }

    private static void report(StatementContext context, String problem) {
        if (context.command() instanceof Unreadable unreadable) {
            context.report(
                    "this is no SQL that PostgreSQL would take, as far as it can be read: " + unreadable.problem(),
                    "Correct it; when PostgreSQL takes it, please report it to Liquibase Online.");
        } else {
            context.report("this statement cannot be judged: it " + problem, fix(context));
        }
    }

    private static String fix(ChangeContext context) {
        return "Read what it does to tables with rows; when it is harmless, "
                + context.accepted(ID, "why it is harmless");
    }
}
