package liquibase.ext.online.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    private static final String FROM_ARCHIVE =
            "liquibase.ext.online.lint.process.ForkedLint source: shared objects file (top)";

    @TempDir
    Path folder;

    private final List<String> shown = new ArrayList<>();
    private List<Path> jars = List.of();

    /** Java archives the classes of jars only, and here ours are in directories. */
    @BeforeEach
    void inJars() throws IOException {
        List<Path> packed = new ArrayList<>();
        for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(place);
            if (Files.isDirectory(path)) {
                packed.add(jar(path, folder.resolve("classes" + packed.size() + ".jar")));
            } else if (Files.exists(path)) {
                packed.add(path);
            }
        }
        jars = packed;
        Files.writeString(
                folder.resolve("changelog.sql"),
                "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE product (id int);");
    }

    @Test
    void theSecondRunHasWhatTheFirstHasLeft() throws Exception {
        Path archives = folder.resolve("archives");
        lint(archives, "");
        assertThat(names(archives))
                .singleElement()
                .satisfies(name -> assertThat(name).matches("lint-.*\\.jsa"));

        lint(archives, "-Xlog:class+load");
        assertThat(shown).anyMatch(line -> line.contains(FROM_ARCHIVE));
        lint(archives, "-Xshare:off");
        assertThat(names(archives)).hasSize(1);

        // Cut off, as by a full disk: Java would crash on it.
        Path archive = archives.resolve(names(archives).get(0));
        Files.delete(Files.move(archive, folder.resolve("whole")));
        Files.write(archive, new byte[5_000]);
        lint(archives, "");
        assertThat(names(archives)).hasSize(2);
    }

    @Test
    void goesWithoutAFolder() throws Exception {
        lint(Files.writeString(folder.resolve("file"), "").resolve("archives"), "");
        assertThat(shown).anyMatch(line -> line.contains("1 changeSet judged"));
    }

    private void lint(Path archives, String arguments) throws Exception {
        shown.clear();
        Properties settings = new Properties();
        settings.setProperty("changeLogFile", "changelog.sql");
        settings.setProperty("searchPath", folder.toString());
        assertThat(new LintProcess(jars, archives, arguments, new SystemStreamLog() {
                            @Override
                            public void info(CharSequence line) {
                                shown.add(line.toString());
                            }
                        })
                        .run(settings))
                .isEmpty();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
        return jar;
    }
}
