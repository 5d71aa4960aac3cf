package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
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
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(LOADER);
        try {
            List<String> line = new ArrayList<>(List.of("--show-banner=false", "--output-file=" + output, command));
            line.addAll(List.of(arguments));
            Object main = LOADER.loadClass(MAIN).getConstructor().newInstance();
            Object status = main.getClass().getMethod("execute", String[].class).invoke(main, (Object)
                    line.toArray(String[]::new));
            String written = Files.readString(output);
            assertThat(status).as("%s: %s", command, written).isEqualTo(0);
            return written;
        } finally {
            thread.setContextClassLoader(before);
            Files.delete(output);
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
