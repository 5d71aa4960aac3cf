package liquibase.ext.online.it.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.changelog.ChangelogReader;
import liquibase.ext.online.lint.changelog.ChangelogRequest;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.run.LintOptions;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.Versions;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of the rules is run: what the linter says of each changeSet is what happens. */
class TracedExamplesIT {
    private static final Path HOME = Path.of(System.getProperty("changelogs.dir"), "lint");

    static Stream<Arguments> examplesInTurn() throws IOException {
        List<String> files;
        try (Stream<Path> all = Files.walk(HOME)) {
            files = all.filter(file -> String.valueOf(file.getFileName()).matches("(un)?safe.*\\.(xml|yaml|json|sql)"))
                    .sorted()
                    .map(file -> HOME.relativize(file).toString())
                    .toList();
        }
        return Majors.of(files, (file, major) -> major >= oldest(HOME.resolve(file)));
    }

    /** An example as it stands, without parameters. */
    static ChangelogRequest request(Path file, PgVersion version) throws IOException {
        return new ChangelogRequest(
                String.valueOf(file.getFileName()),
                new DirectoryResourceAccessor(file.getParent()),
                "",
                "",
                Map.of(),
                version);
    }

    private static int oldest(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.limit(5)
                    .map(java.util.regex.Pattern.compile("postgres: (\\d+)\\+")::matcher)
                    .filter(java.util.regex.Matcher::find)
                    .map(matcher -> Integer.parseInt(matcher.group(1)))
                    .findFirst()
                    .orElse(0);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}: {1}")
    @MethodSource("examplesInTurn")
    void happensAsTheLinterSays(int major, String example) throws Exception {
        Path file = HOME.resolve(example);
        PgVersion version = new PgVersion(major);
        ChangelogRequest request = request(file, version);
        LintResult result = Linter.lint(LintOptions.of(request, Versions.of(version)));
        Map<ChangeSetId, ChangeSetVerdict> verdicts = new HashMap<>();
        result.changeSets().forEach(verdict -> verdicts.put(verdict.changeSet(), verdict));
        List<String> differences = new ArrayList<>();
        try (Trace trace = new Trace(major)) {
            for (ChangeSetUnit changeSet : ChangelogReader.read(request).changeSets()) {
                ChangeSetVerdict verdict = Objects.requireNonNull(verdicts.get(changeSet.id()));
                if (verdict.skipped() == null) {
                    Trace.Seen seen = trace.run(changeSet);
                    if (result.notAnalysed().stream()
                            .noneMatch(hole -> hole.changeSet().equals(changeSet.id()))) {
                        compare(changeSet, verdict, result.findings(), seen, differences);
                    }
                    Rows.fill(trace.connection());
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static void compare(
            ChangeSetUnit changeSet,
            ChangeSetVerdict verdict,
            List<Finding> findings,
            Trace.Seen seen,
            List<String> differences) {
        boolean failure =
                findings.stream().anyMatch(f -> changeSet.id().equals(f.changeSet()) && f.effect() == Effect.FAILS);
        if (!seen.failure().isEmpty()) {
            if (!failure) {
                differences.add(changeSet.id().id() + " fails: " + seen.failure());
            }
            return;
        }
        differences.addAll(Comparison.differences(changeSet, verdict, seen));
    }
}
