package liquibase.ext.online.maven;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import liquibase.ext.online.lint.process.ForkedLint;
import liquibase.ext.online.lint.process.ForkedLint.Kind;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** The linter in a Java of its own, which is tuned for a run of seconds: half the CPU and half the memory. */
final class LintProcess {
    /** JGit logs by SLF4J, which would say at every run that nobody listens. */
    private static final String NO_LOGGER = "-Dslf4j.internal.verbosity=ERROR";

    private static final List<String> TUNING = List.of(
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Dfile.encoding=UTF-8", NO_LOGGER);

    private final List<Path> classPath;
    private final ClassArchive archive;
    private final @Nullable String arguments;
    private final Log log;

    /**
     * A process that is still to be started.
     *
     * @param classPath with the linter, and with the Liquibase that the user has chosen
     * @param archives the folder for what Java keeps of these classes; null for none
     * @param arguments further ones for its Java, between blanks
     */
    LintProcess(List<Path> classPath, @Nullable Path archives, @Nullable String arguments, Log log) {
        this.classPath = classPath;
        this.archive = new ClassArchive(archives, classPath);
        this.arguments = arguments;
        this.log = log;
    }

    /** Why the build must not go on; empty when it may. */
    Optional<String> run(Properties settings) throws MojoExecutionException {
        String secret = UUID.randomUUID().toString();
        Properties asked = new Properties();
        asked.putAll(settings);
        asked.setProperty(ForkedLint.SECRET, secret);
        try {
            List<String> archived = archive.arguments(arguments == null || arguments.isBlank());
            Ended ended = end(archived, asked, secret);
            if (ended.answer().isEmpty() && !archived.isEmpty()) {
                // Such as a Java that cannot archive, for a reason that stands in JAVA_TOOL_OPTIONS.
                ended = end(List.of(), asked, secret);
            }
            Optional<String> failure = judge(ended.answer(), ended.status());
            archive.keep();
            return failure;
        } catch (IOException | InterruptedException failure) {
            throw new MojoExecutionException("the linter's process failed: " + failure.getMessage(), failure);
        } finally {
            archive.discard();
        }
    }

    private record Ended(List<String> answer, int status) {}

    private Ended end(List<String> archived, Properties settings, String secret)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command(archived)).redirectErrorStream(true).start();
        try {
            ask(process, settings);
            List<String> answer = listen(process, secret);
            return new Ended(answer, process.waitFor());
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(List<String> archived) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(TUNING);
        command.addAll(archived);
        if (arguments != null && !arguments.isBlank()) {
            command.addAll(List.of(arguments.strip().split("\\s+", -1)));
        }
        command.addAll(List.of("-cp", classPath(classPath), ForkedLint.class.getName()));
        return command;
    }

    /** Files as Java takes them. */
    static String classPath(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private void ask(Process process, Properties settings) {
        try {
            ForkedLint.ask(settings, process.getOutputStream());
        } catch (IOException gone) {
            // It has ended already: why, it prints.
            log.debug(gone);
        }
    }

    /** Shows what the process prints, and gives the lines of its answer. */
    private List<String> listen(Process process, String secret) throws IOException {
        List<String> answer = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(secret)) {
                    answer.add(line.substring(secret.length()));
                } else {
                    log.info(line);
                }
            }
        }
        return answer;
    }

    private static Optional<String> judge(List<String> answer, int status) throws MojoExecutionException {
        if (answer.isEmpty()) {
            throw new MojoExecutionException("the linter's process ended with " + status
                    + "; what it said is above. With -Dliquibase-online.fork=false it runs in Maven itself");
        }
        String message = String.join("\n", answer.subList(1, answer.size()));
        return switch (Kind.valueOf(answer.get(0))) {
            case PASSED -> Optional.empty();
            case FAILED -> Optional.of(message);
            case BROKEN -> throw new MojoExecutionException(message);
        };
    }
}
