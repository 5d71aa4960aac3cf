package liquibase.ext.online.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.ext.online.lint.report.TextReport;
import org.junit.jupiter.api.Test;

/** What the README shows is what the command before it prints; {@code -Dupdate-golden} writes it. */
class ReadmeTest {
    private static final Path ROOT =
            Path.of(System.getProperty("changelogs.dir")).resolveSibling("README.md");
    private static final Pattern SHOWN = Pattern.compile("(<!-- lint -->\n```text\n)(.*?)(```\n)", Pattern.DOTALL);

    @Test
    void showsWhatTheLinterSays() throws Exception {
        String readme = Files.readString(ROOT);
        Path folder = ROOT.resolveSibling("changelogs").resolve("lint/adding-foreign-key-constraint");
        String said = TextReport.of(Lint.file(folder.resolve("unsafe.xml")))
                .replace(ROOT.toAbsolutePath().getParent() + "/", "")
                .replace("for PostgreSQL 13–18", "for PostgreSQL 13");
        // The first finding tells how all of them look.
        String first = said.substring(0, said.indexOf("\n\n") + 1);
        Matcher shown = SHOWN.matcher(readme);
        assertThat(shown.find()).isTrue();
        if (System.getProperty("update-golden") != null) {
            write(readme, shown, first);
        } else {
            assertThat(shown.group(2)).isEqualTo(first);
        }
    }

    private static void write(String readme, Matcher shown, String text) throws IOException {
        Files.writeString(ROOT, readme.substring(0, shown.start(2)) + text + readme.substring(shown.end(2)));
    }
}
