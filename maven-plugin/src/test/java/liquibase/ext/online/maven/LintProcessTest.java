package liquibase.ext.online.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import liquibase.ext.online.lint.process.ForkedLint;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LintProcessTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final String PASSWORD = "open sesame";

    @TempDir
    Path folder;

    private final List<String> shown = new ArrayList<>();

    @Test
    void saysWhyTheBuildMustNotGoOn() throws Exception {
        assertThat(run("CREATE INDEX i ON product (sku);"))
                .hasValueSatisfying(failure -> assertThat(failure).startsWith("1 violation (error)"));
        assertThat(shown).anyMatch(line -> line.startsWith("error[require-concurrent-index-creation]"));
        assertThat(run("CREATE TABLE product (id int);")).isEmpty();
    }

    @Test
    void aMessageOfSeveralLinesArrivesWhole() {
        Properties settings = settings();
        settings.setProperty("postgresVersion", "1\n7");
        assertThatThrownBy(() -> process("").run(settings))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("\"1\n7\" is not one: write a major");
    }

    @Test
    void whatJavaSaysAgainstItsArgumentsIsShown() {
        assertThatThrownBy(() -> process("-XX:+NoSuchThing").run(settings()))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("ended with 1; what it said is above");
        assertThat(shown).anyMatch(line -> line.contains("NoSuchThing"));
    }

    @Test
    void itsArgumentsHoldNoPasswordAndItsEndIsNoticed() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Optional<String>> run = CompletableFuture.supplyAsync(() -> {
                try {
                    return process("").run(asking(silent));
                } catch (Exception failure) {
                    throw new CompletionException(failure);
                }
            });
            try (Socket connection = silent.accept()) {
                assertThat(connection.isConnected()).isTrue();
                ProcessHandle linter =
                        ProcessHandle.current().children().findAny().orElseThrow();
                Path arguments = Path.of("/proc", String.valueOf(linter.pid()), "cmdline");
                if (Files.exists(arguments)) {
                    assertThat(Files.readString(arguments))
                            .contains(ForkedLint.class.getName())
                            .doesNotContain(PASSWORD);
                }
                linter.destroyForcibly();
                assertThatThrownBy(run::join).hasMessageContaining("the linter's process ended with");
            }
        }
    }

    /** The end of its input is all that it sees of a build that is killed. */
    @Test
    void endsWithTheBuildWhateverItIsDoing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process linter = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            CLASS_PATH,
                            ForkedLint.class.getName())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            ForkedLint.ask(asking(silent), linter.getOutputStream());
            try (Socket connection = silent.accept()) {
                assertThat(connection.isConnected()).isTrue();
                linter.getOutputStream().close();
                assertThat(linter.waitFor(20, TimeUnit.SECONDS)).isTrue();
            } finally {
                linter.destroyForcibly();
            }
        }
    }

    private Optional<String> run(String sql) throws Exception {
        Files.writeString(folder.resolve("changelog.sql"), "--liquibase formatted sql\n--changeset a:1\n" + sql);
        return process("").run(settings());
    }

    private LintProcess process(String arguments) {
        List<Path> classPath = Stream.of(CLASS_PATH.split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
        return new LintProcess(classPath, folder.resolve("archives"), arguments, new SystemStreamLog() {
            @Override
            public void info(CharSequence line) {
                shown.add(line.toString());
            }
        });
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("changeLogFile", "changelog.sql");
        settings.setProperty("searchPath", folder.toString());
        return settings;
    }

    /** Those of a linter that waits for the answer of a database. */
    private Properties asking(ServerSocket database) {
        Properties settings = settings();
        settings.setProperty("url", "jdbc:postgresql://127.0.0.1:" + database.getLocalPort() + "/shop");
        settings.setProperty("username", "shop");
        settings.setProperty("password", PASSWORD);
        return settings;
    }
}
