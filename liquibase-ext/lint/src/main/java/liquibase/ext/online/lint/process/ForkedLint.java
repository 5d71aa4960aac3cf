package liquibase.ext.online.lint.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.run.SearchPath;

/**
 * {@link LintMain} in a process of its own. The settings come by standard input, as they may hold a password, and the
 * process ends with that stream: nobody has to stop it when the build is killed. What it prints is for people, but for the
 * lines that begin with {@link #SECRET}: the last thing that it says is what came of the run.
 */
public final class ForkedLint {
    /** The setting that marks the answer among what is printed, so that nothing in a changelog can pass for one. */
    public static final String SECRET = "secret";

    /** What is put before the name of a system property to set, unless the process has one of that name. */
    public static final String SYSTEM = "system.";

    /** The setting with the classes of the project. */
    public static final String CLASS_PATH = "classPath";

    /** The first line of the answer; the message follows. */
    public enum Kind {
        /** The build may go on. */
        PASSED,
        /** There are more violations than allowed. */
        FAILED,
        /** The changelog or a setting is broken. */
        BROKEN
    }

    private ForkedLint() {}

    /**
     * Says to the process what to do; the stream stays open as long as the process is to live.
     *
     * @param settings as {@link LintMain} takes them, with the constants here
     */
    public static void ask(Properties settings, OutputStream process) throws IOException {
        StringWriter text = new StringWriter();
        settings.store(text, null);
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        DataOutputStream data = new DataOutputStream(process);
        data.writeInt(bytes.length);
        data.write(bytes);
        data.flush();
    }

    /** Does what standard input says, prints the findings and then the answer. */
    public static void main(String[] arguments) throws IOException {
        DataInputStream input = new DataInputStream(System.in);
        Properties settings = new Properties();
        settings.load(new StringReader(new String(input.readNBytes(input.readInt()), StandardCharsets.UTF_8)));
        endWith(input);
        for (String name : settings.stringPropertyNames()) {
            if (name.startsWith(SYSTEM)) {
                System.getProperties().putIfAbsent(name.substring(SYSTEM.length()), settings.getProperty(name));
            }
        }
        Thread.currentThread().setContextClassLoader(project(settings.getProperty(CLASS_PATH, "")));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        answer(settings, out);
        // Whatever threads the classes of the project have started.
        System.exit(0);
    }

    private static void answer(Properties settings, PrintStream out) {
        Kind kind;
        String message = "";
        try {
            Optional<String> failure =
                    LintMain.run(settings, SearchPath.of(settings.getProperty("searchPath", "")), out::println);
            kind = failure.isPresent() ? Kind.FAILED : Kind.PASSED;
            message = failure.orElse("");
        } catch (ChangelogException broken) {
            kind = Kind.BROKEN;
            message = String.valueOf(broken.getMessage());
        }
        Stream.concat(Stream.of(kind.name()), message.lines())
                .forEach(line -> out.println(settings.getProperty(SECRET, "") + line));
    }

    private static void endWith(InputStream input) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (input.read() >= 0) {
                            // Nothing more is said; it is the end that is waited for.
                        }
                    } catch (IOException gone) {
                        // As good as the end.
                    }
                    Runtime.getRuntime().halt(1);
                },
                "ends with the build");
        watch.setDaemon(true);
        watch.start();
    }

    private static ClassLoader project(String classPath) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String file : classPath.split(File.pathSeparator, -1)) {
            if (!file.isBlank()) {
                urls.add(Path.of(file).toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ForkedLint.class.getClassLoader());
    }
}
