package liquibase.ext.online.lint.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import liquibase.ext.online.lint.LintRequest;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.report.Reports;
import liquibase.ext.online.lint.run.Settings;
import org.jspecify.annotations.Nullable;

/**
 * A run of the linter as part of a build: judges, writes reports, and says whether the build may go on.
 *
 * @param reports ids of report formats; each becomes a file
 * @param reportDirectory made where it is missing
 * @param violationSeverity the least severity of a violation
 * @param maxAllowedViolations with so many the build still goes on
 */
public record LintRun(
        LintRequest request,
        List<String> reports,
        Path reportDirectory,
        Severity violationSeverity,
        long maxAllowedViolations) {
    public LintRun {
        reports = List.copyOf(reports);
    }

    /**
     * A run from settings as they are written.
     *
     * @param reports between commas; null for none
     * @param violationSeverity null for error
     * @param maxAllowedViolations null for 0
     * @throws ChangelogException when a setting is broken
     */
    public static LintRun of(
            LintRequest request,
            @Nullable String reports,
            Path reportDirectory,
            @Nullable String violationSeverity,
            @Nullable Integer maxAllowedViolations)
            throws ChangelogException {
        List<String> ids = Settings.list(reports);
        for (String id : ids) {
            try {
                Reports.of(id);
            } catch (IllegalArgumentException unknown) {
                throw new ChangelogException(String.valueOf(unknown.getMessage()), null, unknown);
            }
        }
        return new LintRun(
                request,
                ids,
                reportDirectory,
                violationSeverity == null || violationSeverity.isBlank()
                        ? Severity.ERROR
                        : Settings.severity(violationSeverity),
                maxAllowedViolations == null ? 0 : maxAllowedViolations);
    }

    /**
     * What came of a run.
     *
     * @param violations the findings that count against the build
     * @param files the reports, in the order in which they were asked for
     * @param failure why the build must not go on, as one sentence; empty when it may
     */
    public record Outcome(LintResult result, List<Finding> violations, List<Path> files, Optional<String> failure) {
        public Outcome {
            violations = List.copyOf(violations);
            files = List.copyOf(files);
        }
    }

    /**
     * Judges and writes the reports, whatever the verdict is.
     *
     * @throws ChangelogException when nothing can be said, or a report cannot be written
     */
    public Outcome run() throws ChangelogException {
        LintResult result = request.lint().withViolationSeverity(violationSeverity);
        List<Path> files;
        try {
            files = Reports.writeFiles(result, reports, reportDirectory);
        } catch (IOException failure) {
            throw new ChangelogException(
                    "cannot write the reports into " + reportDirectory.toAbsolutePath() + ": " + failure,
                    null,
                    failure);
        }
        List<Finding> violations = result.violations();
        return new Outcome(
                result,
                violations,
                files,
                violations.size() <= maxAllowedViolations
                        ? Optional.empty()
                        : Optional.of(failure(violations.size(), files)));
    }

    /** Says where the reports are as well, which may be all that a quiet build shows. */
    private String failure(int count, List<Path> files) {
        return count + (count == 1 ? " violation" : " violations") + " (" + violationSeverity.label()
                + (violationSeverity == Severity.ERROR ? "" : " or worse") + ")"
                + (maxAllowedViolations == 0 ? "" : ", and " + maxAllowedViolations + " are allowed")
                + ". Mend them as the findings say, or suppress each with a reason where it is harmless"
                + (files.isEmpty()
                        ? ""
                        : ". Reports: " + files.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }
}
