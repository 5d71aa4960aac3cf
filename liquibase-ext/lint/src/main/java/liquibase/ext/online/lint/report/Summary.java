package liquibase.ext.online.lint.report;

import java.util.HashSet;
import java.util.Set;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.NotAnalysed;
import liquibase.ext.online.lint.finding.Severity;

/**
 * The numbers of a run.
 *
 * @param changeSets all of the changelog; each is judged, skipped or out of scope
 * @param judged those whose findings are reported
 * @param skipped those in scope that would not run on PostgreSQL
 * @param outOfScope those that are history only
 * @param notAnalysed those with a change or statement that could not be judged, in scope or not
 */
record Summary(
        long errors,
        long warnings,
        long infos,
        long suppressed,
        long changeSets,
        long judged,
        long skipped,
        long outOfScope,
        long notAnalysed) {

    static Summary of(LintResult result) {
        long skipped = result.changeSets().stream()
                .filter(verdict -> verdict.scope() == ChangeSetVerdict.Scope.REPORTED && verdict.skipped() != null)
                .count();
        Set<ChangeSetId> notAnalysed = new HashSet<>();
        for (NotAnalysed one : result.notAnalysed()) {
            notAnalysed.add(one.changeSet());
        }
        return new Summary(
                result.count(Severity.ERROR),
                result.count(Severity.WARNING),
                result.count(Severity.INFO),
                result.suppressed(),
                result.changeSets().size(),
                result.count(ChangeSetVerdict.Scope.REPORTED) - skipped,
                skipped,
                result.count(ChangeSetVerdict.Scope.HISTORY),
                notAnalysed.size());
    }

    /** The findings that count, such as {@code 1 error, 2 warnings}; {@code no findings} when there are none. */
    String findings() {
        StringBuilder text = new StringBuilder();
        append(text, errors, "error");
        append(text, warnings, "warning");
        append(text, infos, "info");
        return text.isEmpty() ? "no findings" : text.toString();
    }

    private static void append(StringBuilder text, long count, String one) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : ", ").append(Words.counted(count, one));
        }
    }
}
