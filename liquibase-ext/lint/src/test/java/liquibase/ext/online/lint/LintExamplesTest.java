package liquibase.ext.online.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.judge.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples beside the rules' pages: an unsafe one has a finding of its rule, a safe one none, and what is said of
 * either is what stands in its {@code .findings.txt}.
 */
class LintExamplesTest {
    private static final Path HOME = Path.of(System.getProperty("changelogs.dir"), "lint");
    private static final String GOLDEN = ".findings.txt";

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "<(?!online:|column |constraints |where>)[A-Za-z_][^<>]*>|…|\\.\\.\\.|\\byour_|\\bmy_|\\bTODO\\b|\\bxxx\\b",
            Pattern.CASE_INSENSITIVE);

    /** A changelog in the folder of a rule. */
    record Example(String rule, Path file) {
        boolean isUnsafe() {
            return String.valueOf(file.getFileName()).startsWith("unsafe");
        }

        @Override
        public String toString() {
            return rule + "/" + file.getFileName();
        }
    }

    static Stream<Example> examples() {
        return files(HOME)
                .filter(Files::isDirectory)
                .flatMap(folder -> files(folder)
                        .filter(file -> String.valueOf(file.getFileName()).matches("(un)?safe.*\\.(xml|yaml|json|sql)"))
                        .map(file -> new Example(String.valueOf(folder.getFileName()), file)));
    }

    @Test
    void everyRuleHasAFolderWithAPageAndExamples() {
        assertThat(Registry.rules()).isNotEmpty().allSatisfy(rule -> {
            Path folder = HOME.resolve(Registry.info(rule).id());
            assertThat(folder.resolve("README.md")).exists();
            assertThat(files(folder).map(file -> String.valueOf(file.getFileName())))
                    .as(folder.toString())
                    .anyMatch(name -> name.startsWith("unsafe"))
                    .anyMatch(name -> name.startsWith("safe"));
        });
    }

    @Test
    void everyFolderIsOfARule() {
        assertThat(files(HOME).filter(Files::isDirectory).map(folder -> String.valueOf(folder.getFileName())))
                .isSubsetOf(Registry.rules().stream()
                        .map(rule -> Registry.info(rule).id())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void saysOfAnExampleWhatItShould(Example example) throws Exception {
        LintResult result = Lint.file(example.file());
        assertThat(result.findings().stream()
                        .anyMatch(found -> found.counts() && found.rule().equals(example.rule())))
                .as("findings of %s in %s", example.rule(), example)
                .isEqualTo(example.isUnsafe());
        Path golden = example.file().resolveSibling(example.file().getFileName() + GOLDEN);
        String said = result.findings().stream()
                .map(LintExamplesTest::text)
                .collect(Collectors.joining("\n"))
                .replace(HOME.toAbsolutePath().normalize() + "/", "");
        if (System.getProperty("update-golden") != null) {
            Files.writeString(golden, said);
        }
        assertThat(golden).exists();
        assertThat(said).isEqualTo(Files.readString(golden));
    }

    /** What is pasted must not have to be guessed at; what the author alone knows is asked for in words. */
    @ParameterizedTest
    @MethodSource("examples")
    void leavesNoPlaceholderInAFix(Example example) throws Exception {
        assertThat(Lint.file(example.file()).findings())
                .allSatisfy(finding -> assertThat(finding.fix()).doesNotContainPattern(PLACEHOLDER));
    }

    private static String text(Finding finding) {
        return finding.place().line() + ":" + finding.place().column() + " "
                + finding.severity().label() + " "
                + finding.rule() + ": " + finding.message() + (finding.counts() ? "" : " (suppressed)") + "\n"
                + finding.fix().lines().map(line -> "    " + line + "\n").collect(Collectors.joining());
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().collect(Collectors.toCollection(java.util.ArrayList::new)).stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
