package liquibase.ext.online.it.lint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.changelog.Changelog;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.changelog.ChangelogReader;
import liquibase.ext.online.lint.changelog.ChangelogRequest;
import liquibase.ext.online.lint.changelog.SessionNames;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.NotAnalysed;
import liquibase.ext.online.lint.run.LintOptions;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.Versions;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.resource.ZipResourceAccessor;

/**
 * How right the linter is about anybody's changelog: each changeSet is judged, then run on a server that shows whether it
 * blocks a table that existed before. Tables stay as empty as the changelog leaves them. Run it with {@code mvn -Ptruth verify -Dtruth.from=some.jar
 * -Dtruth.changelog=db/changelog.xml}.
 */
final class Truth {
    private final LintResult result;
    private final Map<ChangeSetId, ChangeSetVerdict> verdicts = new HashMap<>();
    private final Set<ChangeSetId> notAnalysed = new HashSet<>();
    private final List<String> differences = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int right;
    private int judgedOnly;
    private int seenOnly;
    private int harmless;
    private int notRun;
    private int hidden;

    private Truth(LintResult result) {
        this.result = result;
        result.changeSets().forEach(verdict -> verdicts.put(verdict.changeSet(), verdict));
        result.notAnalysed().forEach(hole -> notAnalysed.add(hole.changeSet()));
    }

    /** Prints how right the linter is, each difference with its statement, and what was not compared. */
    public static void main(String[] arguments) throws Exception {
        Path from = Path.of(setting("from", ""));
        String major = setting("major", "" + PostgresServer.USUAL_MAJOR);
        ResourceAccessor files =
                Files.isDirectory(from) ? new DirectoryResourceAccessor(from) : new ZipResourceAccessor(from);
        ChangelogRequest request = new ChangelogRequest(
                setting("changelog", ""),
                files,
                setting("contexts", ""),
                setting("labels", ""),
                parameters(setting("parameters", "")),
                new PgVersion(Integer.parseInt(major)),
                SessionNames.UNKNOWN.withDefaultSchema(setting("schema", "public")),
                line -> {});
        String name = from.getFileName() + " " + request.file();
        try {
            Truth truth = new Truth(Linter.lint(LintOptions.of(request, Versions.of(request.version()))));
            truth.compare(
                    ChangelogReader.read(request),
                    request.version().major(),
                    request.session().defaultSchema());
            System.out.print(truth.report(name));
        } catch (ChangelogException broken) {
            System.out.println("== " + name + " cannot be read: " + broken.getMessage());
        }
    }

    /** A setting as {@code -Dtruth.name}; Maven hands over an empty one where it is not given. */
    private static String setting(String name, String usual) {
        String given = System.getProperty("truth." + name, "").strip();
        return given.isEmpty() ? usual : given;
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String one : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = one.indexOf('=');
            parameters.put(
                    one.substring(0, equals).strip(), one.substring(equals + 1).strip());
        }
        return parameters;
    }

    private void compare(Changelog changelog, int major, String schema) throws SQLException {
        try (Trace trace = new Trace(major, schema)) {
            for (ChangeSetUnit changeSet : changelog.changeSets()) {
                ChangeSetVerdict verdict = Objects.requireNonNull(verdicts.get(changeSet.id()));
                if (verdict.skipped() != null) {
                    notRun++;
                } else {
                    compare(changeSet, verdict, trace.run(changeSet));
                }
            }
        }
    }

    private void compare(ChangeSetUnit changeSet, ChangeSetVerdict verdict, Trace.Seen seen) {
        boolean judged = verdict.effect() == Effect.BLOCKING;
        if (!seen.failure().isEmpty()) {
            failures.add(changeSet.id() + ": " + seen.failure().replace("\n", "\n    "));
        } else if (notAnalysed.contains(changeSet.id())) {
            return;
        } else if (seen.hidden() && !seen.blocks()) {
            hidden++;
        } else if (judged && !seen.blocks()) {
            judgedOnly++;
            differences.add("judged blocking, and is not: " + changeSet.id() + "\n    " + blamed(changeSet.id())
                    + "\n    the server shows " + seen.footprint());
        } else if (judged) {
            right++;
        } else if (seen.blocks()) {
            seenOnly++;
            differences.add("blocks, and is judged " + verdict.effect() + " " + verdict.tables() + ": " + changeSet.id()
                    + "\n    " + seen.blocking() + "\n    the server shows " + seen.footprint());
        } else {
            harmless++;
        }
    }

    /** The statement that the linter blames, from its findings; they are all that says so. */
    private String blamed(ChangeSetId changeSet) {
        return result.findings().stream()
                .filter(finding -> changeSet.equals(finding.changeSet()) && finding.effect() == Effect.BLOCKING)
                .map(Truth::blamed)
                .findFirst()
                .orElse("(no finding says which statement)");
    }

    private static String blamed(Finding finding) {
        return finding.rule() + ": " + (finding.statement() == null ? finding.message() : finding.statement());
    }

    private String report(String name) {
        StringBuilder report = new StringBuilder();
        int holes = notAnalysed.size();
        report.append("== %s: %d changeSets, %d not run here, %d fail on the server, %d not analysed, %d not watched%n"
                .formatted(name, verdicts.size(), notRun, failures.size(), holes, hidden));
        report.append(String.format(
                Locale.ROOT,
                "blocks an existing table: %d judged and seen, %d judged only, %d seen only, %d neither;"
                        + " precision %.3f, recall %.3f, F1 %.3f%n",
                right,
                judgedOnly,
                seenOnly,
                harmless,
                share(right, judgedOnly),
                share(right, seenOnly),
                share(2 * right, judgedOnly + seenOnly)));
        differences.forEach(difference -> report.append(difference).append('\n'));
        for (NotAnalysed hole : result.notAnalysed()) {
            report.append("not analysed: %s: %s: %s%n".formatted(hole.changeSet(), hole.what(), hole.reason()));
        }
        failures.forEach(failure ->
                report.append("fails on the server: ").append(failure).append('\n'));
        return report.toString();
    }

    private static double share(int part, int rest) {
        return part + rest == 0 ? 1 : (double) part / (part + rest);
    }
}
