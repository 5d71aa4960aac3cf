package liquibase.ext.online.lint;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.ext.online.lint.catalog.Catalog;
import liquibase.ext.online.lint.catalog.Unmade;
import liquibase.ext.online.lint.changelog.Changelog;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.changelog.ChangelogReader;
import liquibase.ext.online.lint.changelog.SessionNames;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.RuleDescription;
import liquibase.ext.online.lint.judge.Judge;
import liquibase.ext.online.lint.judge.Registry;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Session;
import liquibase.ext.online.lint.run.LintOptions;
import liquibase.ext.online.lint.scope.ReportScope;
import liquibase.ext.online.lint.weigh.Pool;
import liquibase.ext.online.lint.weigh.Suppressor;
import liquibase.ext.online.lint.weigh.Weights;

/**
 * Judges a changelog for what it would do to a running application on PostgreSQL. As a test of a project:
 *
 * <pre>{@code
 * @Test
 * void noMigrationBlocksTheApplication() throws Exception {
 *     Linter.changelog("db/changelog.xml")
 *             .searchPath("src/main/resources")
 *             .postgresVersion("15-17")
 *             .since("origin/main")
 *             .assertNoViolations();
 * }
 * }</pre>
 */
public final class Linter {
    private final LintOptions options;

    private Linter(LintOptions options) {
        this.options = options;
    }

    /** A run to be described further; {@code file} is the root changelog, by its path on the search path. */
    public static LintRequest changelog(String file) {
        return new LintRequest(file);
    }

    /**
     * Judges a changelog.
     *
     * @throws ChangelogException when the changelog or an option is broken, so that nothing can be said
     */
    public static LintResult lint(LintOptions options) throws ChangelogException {
        return new Linter(options).lint(ChangelogReader.read(options.changelog()));
    }

    private LintResult lint(Changelog changelog) throws ChangelogException {
        List<Rule> all = Registry.rules();
        Weights weights = new Weights(options, all);
        List<Rule> rules = chosen(all);
        ReportScope scope = options.scope().of(changelog, options.changelog());
        Judge judge = judge(changelog, rules, scope, Unmade.NOTHING);
        if (!judge.wronglyMissed().equals(Unmade.NOTHING)) {
            judge = judge(changelog, chosen(Registry.rules()), scope, judge.wronglyMissed());
        }
        List<Finding> weighed = judge.findings().stream().map(weights::weigh).toList();
        List<Finding> findings =
                Pool.of(new Suppressor(changelog, scope, weights, options.today()).apply(weighed), pooled(rules));
        List<RuleDescription> descriptions = all.stream()
                .map(Registry::info)
                .map(Registry::describe)
                .map(weights::weigh)
                .toList();
        return new LintResult(
                findings,
                judge.notAnalysed(),
                judge.verdicts(),
                descriptions,
                options.versions().toString(),
                changelog.sources()::text);
    }

    private List<Rule> chosen(List<Rule> all) {
        return all.stream()
                .filter(rule -> !options.off().contains(Registry.info(rule).id()))
                .toList();
    }

    private Judge judge(Changelog changelog, List<Rule> rules, ReportScope scope, Unmade outside) {
        Session session = new Session(options.session());
        SessionNames names = options.changelog().session();
        Catalog catalog = options.snapshot()
                .map(snapshot -> Catalog.of(snapshot, session::isTimeZoneUtc, names))
                .orElseGet(() -> new Catalog(options.versions().oldest(), session::isTimeZoneUtc, names));
        catalog.outside(outside);
        Judge judge = new Judge(rules, catalog, options.versions(), session, scope);
        judge.judge(changelog, options.changelog().progress());
        return judge;
    }

    private static Set<String> pooled(List<Rule> rules) {
        return rules.stream()
                .map(Registry::info)
                .filter(RuleInfo::pooled)
                .map(RuleInfo::id)
                .collect(Collectors.toSet());
    }
}
