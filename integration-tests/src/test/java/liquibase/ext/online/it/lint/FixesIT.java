package liquibase.ext.online.it.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import liquibase.change.Change;
import liquibase.ext.online.it.lint.FixRun.Condemned;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.changelog.ChangeUnit;
import liquibase.ext.online.lint.changelog.ChangelogReader;
import liquibase.ext.online.lint.changelog.ChangelogRequest;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.run.LintOptions;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.Versions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every fix text of every example says is written and run, instead of the statement that the finding is about: it goes
 * through, stops nobody, and leaves what the statement leaves, unless the fix is another way on purpose.
 */
class FixesIT {
    private static final Path HOME = Path.of(System.getProperty("changelogs.dir"), "lint");

    private static final Map<Integer, Trace> DATABASES = new LinkedHashMap<>();

    @TempDir
    private static Path folder;

    static Stream<Arguments> examplesInTurn() throws Exception {
        return TracedExamplesIT.examplesInTurn();
    }

    @AfterAll
    static void close() throws Exception {
        for (Trace trace : DATABASES.values()) {
            trace.close();
        }
        DATABASES.clear();
    }

    @ParameterizedTest(name = "PostgreSQL {0}: {1}")
    @MethodSource("examplesInTurn")
    void doesWhatItSays(int major, String example) throws Exception {
        Path file = HOME.resolve(example);
        String rule = example.substring(0, example.indexOf('/'));
        PgVersion version = new PgVersion(major);
        ChangelogRequest request = TracedExamplesIT.request(file, version);
        List<Finding> findings =
                Linter.lint(LintOptions.of(request, Versions.of(version))).findings();
        List<ChangeSetUnit> changeSets = ChangelogReader.read(request).changeSets();
        List<String> differences = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Finding finding : findings) {
            if (FixPromise.GENERAL.contains(finding.rule()) && !finding.rule().equals(rule)) {
                continue;
            }
            for (FixText alternative : FixText.alternatives(finding.fix())) {
                FixPromise promise = FixPromise.of(finding, alternative);
                if (promise == FixPromise.WORDS) {
                    if (!FixPromise.isInWords(finding.rule())) {
                        differences.add(finding.rule() + ": what is to be written is not found in: " + finding.fix());
                    }
                    continue;
                }
                int number = numberOf(changeSets, finding);
                Condemned condemned = condemned(changeSets.get(number), finding, alternative.renames());
                FixText fix = condemned.isOneOfSeveral() && !alternative.renames() && promise == FixPromise.SAME
                        ? all(findings, finding)
                        : alternative;
                if (seen.add(condemned.statements() + " " + fix)) {
                    FixRun run = new FixRun(
                            trace(major), folder, changeSets.subList(0, number), condemned, varying(example));
                    differences.addAll(promise.differences(finding, run.original(), run.mended(fix)));
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static Set<String> varying(String example) {
        return example.matches("(adding-field-with-default|several-alters).*")
                ? Set.of("salt", "seen", "token", "seed")
                : Set.of();
    }

    private static Trace trace(int major) throws Exception {
        if (!DATABASES.containsKey(major)) {
            DATABASES.put(major, new Trace(major));
        }
        return DATABASES.get(major);
    }

    /** What the findings on the actions of one ALTER TABLE say together. */
    private static FixText all(List<Finding> findings, Finding one) {
        FixText all = new FixText(List.of());
        for (Finding finding : findings) {
            FixText fix = FixText.alternatives(finding.fix()).get(0);
            if (finding.place().equals(one.place())
                    && Objects.equals(finding.statement(), one.statement())
                    && FixPromise.of(finding, fix) == FixPromise.SAME
                    && finding.effect() == one.effect()) {
                all = all.and(fix);
            }
        }
        return all;
    }

    private static int numberOf(List<ChangeSetUnit> changeSets, Finding finding) {
        for (int i = 0; i < changeSets.size(); i++) {
            if (changeSets.get(i).id().equals(finding.changeSet())) {
                return i;
            }
        }
        throw new IllegalArgumentException("no changeSet of " + finding);
    }

    /** The statement of a finding; all of its change where that is replaced as a whole. */
    private static Condemned condemned(ChangeSetUnit changeSet, Finding finding, boolean whole) {
        List<StatementUnit> earlier = new ArrayList<>();
        List<StatementUnit> statements = new ArrayList<>();
        Change source = changeSet.changes().get(0).source();
        for (ChangeUnit change : changeSet.changes()) {
            boolean its = change.statements().stream().anyMatch(statement -> isAbout(finding, change, statement));
            for (StatementUnit statement : change.statements()) {
                if (whole ? its : isAbout(finding, change, statement)) {
                    source = change.source();
                    statements.add(statement);
                } else if (statements.isEmpty()) {
                    earlier.add(statement);
                }
            }
        }
        return new Condemned(changeSet, earlier, statements, source);
    }

    private static boolean isAbout(Finding finding, ChangeUnit change, StatementUnit statement) {
        if (finding.rule().equals("several-alters-on-one-table")) {
            return statement.command() instanceof AlterTable;
        }
        return finding.statement() == null
                ? finding.place().equals(change.place())
                : finding.place().equals(statement.place())
                        && finding.statement().equals(statement.sql());
    }
}
