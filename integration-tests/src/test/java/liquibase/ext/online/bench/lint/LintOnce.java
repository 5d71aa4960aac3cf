package liquibase.ext.online.bench.lint;

import java.nio.file.Path;
import java.util.Objects;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.process.LintRun;

/** What the Maven goal does, without Maven: the JVM that is measured. */
public final class LintOnce {
    private LintOnce() {}

    /**
     * Lints one changelog.
     *
     * @param arguments the changelog's file, and the directory of the reports
     */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]).toAbsolutePath();
        Path directory = Objects.requireNonNull(file.getParent());
        LintRun.of(
                        Linter.changelog(Objects.requireNonNull(file.getFileName())
                                        .toString())
                                .searchPath(directory.toString()),
                        "text,json",
                        Path.of(arguments[1]),
                        null,
                        null)
                .run();
    }
}
