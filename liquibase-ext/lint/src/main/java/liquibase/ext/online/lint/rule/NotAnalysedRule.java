package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.sql.Unreadable;
import org.jspecify.annotations.Nullable;

/** What cannot be judged is said, never passed over. */
@AutoService(Rule.class)
@RuleInfo(
        id = "not-analysed",
        effect = Effect.ADVICE,
        severity = Severity.WARNING,
        summary = "What this change does to the tables cannot be told before it runs.")
public final class NotAnalysedRule implements Rule {
    private static final String FIX = "Read what it does to tables with rows; when it is harmless, say so:"
            + " liquibase-online:ignore not-analysed <why>";

    @Override
    public void change(ChangeContext context) {
        if (context.change().notAnalysed() != null) {
            context.report(
                    context.change().name() + " cannot be judged: "
                            + context.change().notAnalysed(),
                    FIX);
        }
    }

    @Override
    public void statement(StatementContext context) {
        if (context.isExplained()) {
            return;
        }
        if (context.command() instanceof Unreadable unreadable) {
            @Nullable UnreadableCause cause = UnreadableCause.of(context, unreadable);
            if (UnreadableCause.isPieceOfAnother(context)) {
                return;
            }
            context.report(
                    cause == null
                            ? "this is no SQL that PostgreSQL would take, as far as it can be read: "
                                    + unreadable.problem()
                            : cause.message(),
                    cause == null
                            ? "Correct it; when PostgreSQL takes it, please report it to Liquibase Online."
                            : cause.fix());
        } else {
            context.command()
                    .notUnderstood(context.catalog())
                    .ifPresent(problem -> context.report("this statement cannot be judged: it " + problem, FIX));
        }
    }
}
