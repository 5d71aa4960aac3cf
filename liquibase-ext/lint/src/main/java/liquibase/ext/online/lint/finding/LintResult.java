package liquibase.ext.online.lint.finding;

import java.util.List;
import java.util.function.Function;

/**
 * All that one run has to say.
 *
 * @param findings in the order of the changelog; suppressed ones among them
 * @param changeSets every changeSet of the changelog, in its order
 * @param rules the rules that were asked, by id
 * @param versions the majors judged for, such as {@code 13–18}
 * @param sources the text of a file of the changelog by its path, empty when it cannot be read; for showing lines
 */
public record LintResult(
        List<Finding> findings,
        List<NotAnalysed> notAnalysed,
        List<ChangeSetVerdict> changeSets,
        List<RuleDescription> rules,
        String versions,
        Function<String, String> sources) {
    public LintResult {
        findings = List.copyOf(findings);
        notAnalysed = List.copyOf(notAnalysed);
        changeSets = List.copyOf(changeSets);
        rules = List.copyOf(rules);
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

    /** The findings that count and are at least this severe. */
    public List<Finding> violations(Severity atLeast) {
        return findings.stream()
                .filter(finding -> finding.counts() && finding.severity().compareTo(atLeast) >= 0)
                .toList();
    }
}
