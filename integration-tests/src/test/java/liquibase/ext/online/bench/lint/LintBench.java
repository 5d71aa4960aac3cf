package liquibase.ext.online.bench.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import liquibase.ext.online.bench.lint.GeneratedChangelog.Format;

/**
 * Lints changelogs of growing size, each in a JVM of its own, by the class path of this one and, where the plugin is
 * installed, by the Maven goal; and has squawk read the same SQL. Run it with {@code mvn -Pbench verify
 * -Dbench.main=liquibase.ext.online.bench.lint.LintBench}; it needs Linux.
 */
public final class LintBench {
    private static final String GOAL = "io.github.liquibase-online:liquibase-online-maven-plugin:0.1.0-SNAPSHOT:lint";
    private static final String ROW = "%-28s %-5s %8s %10s %10s   %s%n";
    private static final long KILOBYTES_ALLOWED = 1024 * 1024;

    private final Path directory;

    private LintBench(Path directory) {
        this.directory = directory;
    }

    /** Prints the table. */
    public static void main(String[] arguments) throws Exception {
        new LintBench(Files.createTempDirectory("lint-bench")).run();
    }

    private void run() throws Exception {
        System.out.printf(Locale.ROOT, ROW, "linter", "file", "changes", "CPU s", "peak MiB", "limit");
        Optional<Squawk> squawk = Squawk.install(directory);
        for (int changeSets : List.of(1_000, 10_000, 50_000)) {
            for (Format format : changeSets == 10_000 ? List.of(Format.values()) : List.of(Format.XML)) {
                Path file = new GeneratedChangelog(changeSets, format).writeTo(directory);
                show("ours, bare JVM", format, changeSets, lint(jvm(file)), false);
                show("ours, Maven goal", format, changeSets, lint(goal(file)), true);
                if (format == Format.XML) {
                    show(
                            "squawk, the same SQL",
                            format,
                            changeSets,
                            squawk.isPresent() ? Optional.of(squawk.get().lint(file)) : Optional.empty(),
                            false);
                }
            }
        }
    }

    private List<String> jvm(Path file) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LintOnce.class.getName(),
                file.toString(),
                directory.resolve("reports").toString());
    }

    private List<String> goal(Path file) {
        return List.of(
                "mvn",
                "-B",
                "-o",
                GOAL,
                "-Dliquibase.changeLogFile=" + file.getFileName(),
                "-Dliquibase.searchPath=" + directory,
                "-Dliquibase-online.failOnViolation=false",
                "-Dliquibase-online.reportDirectory=" + directory.resolve("reports"));
    }

    /** What it took; nothing when it did not get as far as the reports. */
    private Optional<ProcessCost> lint(List<String> command) throws IOException, InterruptedException {
        Path report = directory.resolve("reports/lint.json");
        Files.deleteIfExists(report);
        List<String> whole = new ArrayList<>(command);
        ProcessCost cost = ProcessCost.of(whole, directory, directory.resolve("output.txt"));
        return Files.exists(report) ? Optional.of(cost) : Optional.empty();
    }

    private static void show(
            String linter, Format format, int changeSets, Optional<ProcessCost> measured, boolean isLimited) {
        if (measured.isEmpty()) {
            System.out.printf(Locale.ROOT, ROW, linter, format, changeSets, "-", "-", "not to be had here");
            return;
        }
        ProcessCost cost = measured.get();
        System.out.printf(
                Locale.ROOT,
                ROW,
                linter,
                format,
                changeSets,
                "%.1f".formatted(cost.cpuMillis() / 1000.0),
                cost.peakKilobytes() / 1024,
                isLimited ? verdict(changeSets, cost) : "");
    }

    private static String verdict(int changeSets, ProcessCost cost) {
        int seconds = changeSets <= 1_000 ? 4 : changeSets <= 10_000 ? 10 : 50;
        boolean kept = cost.cpuMillis() <= seconds * 1000L && cost.peakKilobytes() <= KILOBYTES_ALLOWED;
        return seconds + " s, 1024 MiB: " + (kept ? "kept" : "MISSED");
    }
}
