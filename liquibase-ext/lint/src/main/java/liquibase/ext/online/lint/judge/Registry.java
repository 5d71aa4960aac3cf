package liquibase.ext.online.lint.judge;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import liquibase.ext.online.lint.finding.RuleDescription;
import liquibase.ext.online.lint.finding.Severity;

/** The rules on the class path. */
public final class Registry {
    /** Where the pages of the rules stand. */
    public static final String PAGES =
            "https://github.com/liquibase-online/liquibase-online/blob/main/changelogs/lint/";

    private Registry() {}

    /** New instances of all rules: those that explain first, by id. */
    public static List<Rule> rules() {
        return ServiceLoader.load(Rule.class, Rule.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing((Rule rule) -> info(rule).last())
                        .thenComparing(rule -> info(rule).id()))
                .toList();
    }

    /** What a rule says of itself. */
    public static RuleInfo info(Rule rule) {
        return Objects.requireNonNull(
                rule.getClass().getAnnotation(RuleInfo.class), () -> rule.getClass() + " lacks @RuleInfo");
    }

    /** The usual severity of a rule. */
    public static Severity severity(RuleInfo info) {
        return info.severity().length == 0 ? info.effect().severity() : info.severity()[0];
    }

    /** What reports say of it, at its usual severity. */
    public static RuleDescription describe(RuleInfo info) {
        return new RuleDescription(
                info.id(), info.effect(), severity(info), info.summary(), PAGES + info.id() + "/README.md");
    }
}
