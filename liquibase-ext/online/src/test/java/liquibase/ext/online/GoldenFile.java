package liquibase.ext.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A committed file that a test derives again; {@code -Dupdate-golden} writes it instead of comparing. */
public final class GoldenFile {
    private final Path path;

    /** A file of this module, such as {@code src/main/resources/a.xsd}. */
    public GoldenFile(String path) {
        this.path = Path.of(System.getProperty("basedir", ""), path);
    }

    /** Fails when the file says something else. */
    public void assertContains(String text) {
        try {
            if (System.getProperty("update-golden") != null) {
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.writeString(path, text);
            }
            assertThat(path).as("rewrite it with -Dupdate-golden").exists();
            assertThat(text)
                    .as("%s is out of date; rewrite it with -Dupdate-golden", path.getFileName())
                    .isEqualTo(Files.readString(path));
        } catch (IOException cannotRead) {
            throw new UncheckedIOException(cannotRead);
        }
    }
}
