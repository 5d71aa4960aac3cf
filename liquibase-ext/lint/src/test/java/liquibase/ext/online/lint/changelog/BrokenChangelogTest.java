package liquibase.ext.online.lint.changelog;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.lint.Lint;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.run.LintOptions;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of each of {@link BrokenInputs}; the golden file has all of it, and its author can read it through. */
class BrokenChangelogTest {
    private static final Path GOLDEN = Path.of("src/test/resources/broken-changelogs.txt");

    @TempDir
    Path folder;

    @Test
    void saysWhatIsWrongAndWhere() throws Exception {
        StringBuilder said = new StringBuilder();
        List<BrokenInputs.Input> inputs = BrokenInputs.all();
        for (int i = 0; i < inputs.size(); i++) {
            BrokenInputs.Input input = inputs.get(i);
            Path home = Files.createDirectory(folder.resolve("input" + i));
            input.writeTo(home);
            String message = assertTimeoutPreemptively(ofMinutes(2), () -> said(input.root(), home), input.name());
            assertThat(message).as(input.name()).doesNotContain("Exception", "liquibase.exception", "java.", "org.");
            said.append(input.name()).append("\n    ").append(message).append('\n');
        }
        if (System.getProperty("update-golden") != null) {
            Files.writeString(GOLDEN, said);
        }
        assertThat(said.toString()).isEqualTo(Files.readString(GOLDEN));
    }

    private static String said(String root, Path home) throws Exception {
        String text;
        try {
            DirectoryResourceAccessor files = new DirectoryResourceAccessor(home);
            ChangelogRequest usual = Lint.options(home.resolve("x")).changelog();
            LintResult result = Linter.lint(LintOptions.of(
                    new ChangelogRequest(root, files, "", "", usual.parameters(), usual.version()), Lint.VERSIONS));
            text = result.notAnalysed().isEmpty()
                    ? "Is read: " + result.changeSets().size() + " changeSets"
                    : result.notAnalysed().stream()
                            .map(part -> part.place() + ": not analysed: " + part.reason())
                            .collect(Collectors.joining("\n    "));
        } catch (ChangelogException broken) {
            text = String.valueOf(broken.getMessage());
        }
        return text.replace(home.toRealPath().toString(), "HOME").replace(home.toString(), "HOME");
    }
}
