package liquibase.ext.online.lint.finding;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * All that one run has to say.
 *
 * @param findings in the order of the changelog; suppressed ones among them
 * @param changeSets every changeSet of the changelog, in its order
 * @param rules the rules that were asked, by id
 * @param versions the majors judged for, such as {@code 13–18}
 * @param violationSeverity the least severity that counts against a build
 * @param sources the text of a file of the changelog by its path, empty when it cannot be read; for showing lines
 */
public record LintResult(
        List<Finding> findings,
        List<NotAnalysed> notAnalysed,
        List<ChangeSetVerdict> changeSets,
        List<RuleDescription> rules,
        String versions,
        Severity violationSeverity,
        Function<String, String> sources) {
    public LintResult {
        findings = List.copyOf(findings);
        notAnalysed = List.copyOf(notAnalysed);
        changeSets = List.copyOf(changeSets);
        rules = List.copyOf(rules);
    }

    /** This where errors alone count against a build. */
    public LintResult(
            List<Finding> findings,
            List<NotAnalysed> notAnalysed,
            List<ChangeSetVerdict> changeSets,
            List<RuleDescription> rules,
            String versions,
            Function<String, String> sources) {
        this(findings, notAnalysed, changeSets, rules, versions, Severity.ERROR, sources);
    }

    /** The same findings in another order. */
    public LintResult sorted(Comparator<Finding> order) {
        return new LintResult(
                findings.stream().sorted(order).toList(),
                notAnalysed,
                changeSets,
                rules,
                versions,
                violationSeverity,
                sources);
    }

    /** The same for a build that counts from this severity on. */
    public LintResult withViolationSeverity(Severity least) {
        return new LintResult(findings, notAnalysed, changeSets, rules, versions, least, sources);
    }

    /** How many findings of a severity count. */
    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.counts() && finding.severity() == severity)
                .count();
    }

    /** How many findings their authors suppressed. */
    public long suppressed() {
        return findings.stream().filter(finding -> !finding.counts()).count();
    }

    /** How many changeSets are reported, or only history. */
    public long count(ChangeSetVerdict.Scope scope) {
        return changeSets.stream().filter(verdict -> verdict.scope() == scope).count();
    }

    /** The findings that count against a build. */
    public List<Finding> violations() {
        return findings.stream().filter(this::isViolation).toList();
    }

    /** The findings that count and are at least this severe. */
    public List<Finding> violations(Severity atLeast) {
        return withViolationSeverity(atLeast).violations();
    }

    /** Whether a finding counts against a build. */
    public boolean isViolation(Finding finding) {
        return finding.counts() && finding.severity().compareTo(violationSeverity) >= 0;
    }
}
