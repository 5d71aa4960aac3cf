package liquibase.ext.online.maven;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import liquibase.ext.online.lint.LintMain;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** The linter in a Java of its own, which is tuned for a run of seconds: half the CPU and half the memory. */
final class LintProcess {
    private static final List<String> TUNING =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Dfile.encoding=UTF-8");

    private final List<Path> projectClasses;
    private final @Nullable String arguments;
    private final Log log;

    LintProcess(List<Path> projectClasses, @Nullable String arguments, Log log) {
        this.projectClasses = projectClasses;
        this.arguments = arguments;
        this.log = log;
    }

    /** Why the build must not go on; empty when it may. */
    Optional<String> run(Properties settings) throws MojoExecutionException {
        try {
            // Only for us to read: it may hold a password.
            Path asked = Files.createTempFile("lint", ".properties");
            Path answered = Files.createTempFile("lint", ".properties");
            try {
                try (Writer writer = Files.newBufferedWriter(asked, StandardCharsets.UTF_8)) {
                    settings.store(writer, null);
                }
                return answer(start(asked, answered), answered);
            } finally {
                Files.deleteIfExists(asked);
                Files.deleteIfExists(answered);
            }
        } catch (IOException | InterruptedException failure) {
            throw new MojoExecutionException("the linter's process failed: " + failure.getMessage(), failure);
        }
    }

    private Process start(Path asked, Path answered) throws IOException, MojoExecutionException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(TUNING);
        if (arguments != null && !arguments.isBlank()) {
            command.addAll(List.of(arguments.strip().split("\\s+", -1)));
        }
        command.addAll(List.of("-cp", classPath(), LintMain.class.getName(), asked.toString(), answered.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private Optional<String> answer(Process process, Path answered)
            throws IOException, InterruptedException, MojoExecutionException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(log::info);
        } finally {
            process.getOutputStream().close();
        }
        int status = process.waitFor();
        if (status != 0) {
            throw new MojoExecutionException("the linter's process ended with " + status
                    + "; what it said is above. With -Dliquibase-online.fork=false it runs in Maven itself");
        }
        Properties answer = new Properties();
        try (Reader reader = Files.newBufferedReader(answered, StandardCharsets.UTF_8)) {
            answer.load(reader);
        }
        if (answer.containsKey(LintMain.BROKEN)) {
            throw new MojoExecutionException(answer.getProperty(LintMain.BROKEN));
        }
        return Optional.ofNullable(answer.getProperty(LintMain.FAILURE));
    }

    /** That of the plugin, with the user's Liquibase in it, before that of the project. */
    private String classPath() throws MojoExecutionException {
        List<Path> all = new ArrayList<>();
        try {
            if (LintProcess.class.getClassLoader() instanceof URLClassLoader plugin) {
                for (URL url : plugin.getURLs()) {
                    all.add(Path.of(url.toURI()));
                }
            }
        } catch (URISyntaxException strange) {
            throw new MojoExecutionException(strange);
        }
        all.addAll(projectClasses);
        return all.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
