package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.judge.ChangeSetContext;
import liquibase.ext.online.lint.judge.FixText;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.recipe.Limits;
import liquibase.ext.online.sql.SetParameter;

/** SET of a timeout for the session that the changeSet does not take back. */
@AutoService(Rule.class)
@RuleInfo(
        id = "leaking-timeout",
        effect = Effect.ADVICE,
        severity = Severity.WARNING,
        summary = "A timeout set for one changeSet stays set for all that follow in the same run.")
public final class LeakingTimeoutRule implements Rule {
    private static final Set<String> TIMEOUTS =
            Set.of("lock_timeout", "statement_timeout", "transaction_timeout", "idle_in_transaction_session_timeout");

    @Override
    public void changeSet(ChangeSetContext context) {
        Map<String, StatementContext> set = new LinkedHashMap<>();
        for (StatementContext statement : context.statements()) {
            if (statement.command() instanceof SetParameter parameter && !parameter.local()) {
                String name = parameter.name().toLowerCase(Locale.ROOT);
                if (parameter.value() != null && TIMEOUTS.contains(name) && !isOff(parameter.value())) {
                    set.putIfAbsent(name, statement);
                } else if (name.equals("all")) {
                    set.clear();
                } else {
                    set.remove(name);
                }
            }
        }
        set.forEach((name, statement) -> context.report(
                statement,
                "SET " + name
                        + " is for the session, and Liquibase runs all changeSets in one session: it stays on for every"
                        + " later one",
                context.changeSet().runsInTransaction()
                        ? FixText.statement(new SetParameter(true, name, ((SetParameter) statement.command()).value()))
                        : FixText.statement(Limits.back(name), "as the last statement of this changeSet")));
    }

    private static boolean isOff(String value) {
        return value.equalsIgnoreCase("DEFAULT") || value.chars().noneMatch(c -> c >= '1' && c <= '9');
    }
}
