package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of Liquibase, in this process and in a class loader of its own: it is made to be the first to ask
 * Liquibase for its commands, and loses their options in a JVM where a test has asked before.
 */
final class Cli {
    private static final String MAIN = "liquibase.integration.commandline.LiquibaseCommandLine";
    private static final ClassLoader LOADER = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());

    private Cli() {}

    /** Runs a command, which must succeed, and gives what it wrote. */
    static String run(String command, String... arguments) throws Exception {
        Path output = Files.createTempFile("liquibase", ".out");
        try {
            List<String> line = new ArrayList<>(List.of("--show-banner=false", "--output-file=" + output, command));
            line.addAll(List.of(arguments));
            int status = execute(line);
            String written = Files.readString(output);
            assertThat(status).as("%s: %s", command, written).isEqualTo(0);
            return written;
        } finally {
            Files.delete(output);
        }
    }

    /**
     * What a command left, whether it succeeded or not.
     *
     * @param output what stood on standard output
     * @param errors what stood on standard error
     */
    record Outcome(int status, String output, String errors) {}

    /** Runs a whole line on the standard streams, which nothing else may write to meanwhile. */
    static Outcome outcome(String... line) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            List<String> all = new ArrayList<>(List.of("--show-banner=false"));
            all.addAll(List.of(line));
            return new Outcome(
                    execute(all), output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static int execute(List<String> line) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(LOADER);
        try {
            Object main = LOADER.loadClass(MAIN).getConstructor().newInstance();
            Object status = main.getClass().getMethod("execute", String[].class).invoke(main, (Object)
                    line.toArray(String[]::new));
            return (Integer) status;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] classPath() {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            try {
                urls.add(Path.of(entry).toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
        return urls.toArray(URL[]::new);
    }
}
