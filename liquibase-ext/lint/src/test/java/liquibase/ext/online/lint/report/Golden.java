package liquibase.ext.online.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A committed report; {@code -Dupdate-golden} writes it instead of comparing. */
final class Golden {
    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""), "src/test/resources/report");

    private Golden() {}

    static void assertSame(String fileName, String text) throws IOException {
        Path file = FOLDER.resolve(fileName);
        if (System.getProperty("update-golden") != null) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(file).as("rewrite it with -Dupdate-golden").exists();
        assertThat(text)
                .as("%s is out of date; rewrite it with -Dupdate-golden", fileName)
                .isEqualTo(Files.readString(file));
    }
}
