package liquibase.ext.online.lint.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import liquibase.ext.online.lint.LintRequest;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.report.TextReport;
import liquibase.ext.online.lint.run.Settings;
import liquibase.ext.online.lint.run.Snapshots;
import liquibase.ext.online.lint.scope.Pending;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lints as properties say, for a build tool. They are named like the parameters of the Maven goal; what is missing or blank
 * is as usual.
 */
public final class LintMain {
    private static final int WIDTH = 160;

    /** Enough to work on; more than these is for the reports. */
    private static final int FINDINGS_ON_CONSOLE = 50;

    private final Properties settings;
    private final Consumer<String> lines;

    private LintMain(Properties settings, Consumer<String> lines) {
        this.settings = settings;
        this.lines = lines;
    }

    /**
     * Lints, writes the reports, and shows the findings.
     *
     * @param settings as {@link LintMain} says
     * @param files where the changelog is looked for
     * @param lines takes what is shown
     * @return why the build must not go on; empty when it may
     * @throws ChangelogException when nothing can be said
     */
    public static Optional<String> run(Properties settings, ResourceAccessor files, Consumer<String> lines)
            throws ChangelogException {
        return new LintMain(settings, lines).run(files);
    }

    /**
     * What the settings ask for, before it is run.
     *
     * @throws ChangelogException when a setting is broken
     */
    public static LintRequest request(Properties settings, ResourceAccessor files, Consumer<String> lines)
            throws ChangelogException {
        return new LintMain(settings, lines).request(files);
    }

    private Optional<String> run(ResourceAccessor files) throws ChangelogException {
        LintRun.Outcome outcome = LintRun.of(
                        request(files),
                        text("reports"),
                        Path.of(settings.getProperty("reportDirectory", "target/liquibase-online")),
                        text("violationSeverity"),
                        (int) number("maxAllowedViolations"))
                .run();
        StringBuilder report = new StringBuilder();
        try {
            new TextReport(Boolean.parseBoolean(text("colour")), WIDTH, FINDINGS_ON_CONSOLE)
                    .write(outcome.result(), report);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        report.toString().lines().forEach(lines);
        outcome.files().forEach(file -> lines.accept("report: " + file));
        return outcome.failure();
    }

    private LintRequest request(ResourceAccessor files) throws ChangelogException {
        LintRequest request = Linter.changelog(settings.getProperty("changeLogFile", ""))
                .resources(files)
                .notes(lines)
                .contexts(text("contexts"))
                .labelFilter(text("labelFilter"))
                .defaultSchemaName(text("defaultSchemaName"))
                .postgresVersion(text("postgresVersion"))
                .baseline(path("baseline"))
                .since(text("since"))
                .mergeBase(!"false".equals(text("mergeBase")))
                .sinceTag(text("sinceTag"))
                .severities(text("severities"))
                .smallTables(settings.getProperty("smallTables", ""))
                .smallTableRows(number("smallTableRows"))
                .lockTimeout(text("lockTimeout"));
        for (String name : settings.stringPropertyNames()) {
            if (name.startsWith("parameter.")) {
                request.parameter(name.substring("parameter.".length()), settings.getProperty(name));
            }
        }
        request.parameters(text("parameters"));
        look(request);
        return request;
    }

    /** At a database, live or as it was. */
    private void look(LintRequest request) throws ChangelogException {
        @Nullable String url = text("url");
        @Nullable Path snapshot = path("snapshot");
        if (snapshot != null) {
            request.snapshot(Snapshots.read(snapshot));
        } else if (url != null && !Boolean.parseBoolean(text("pending"))) {
            request.snapshot(Snapshots.of(url, text("username"), text("password")));
        }
        if (Boolean.parseBoolean(text("pending"))) {
            if (url == null) {
                throw Settings.wrong("pending asks a database, and no url is given");
            }
            request.pending(Pending.in(url, text("username"), text("password")));
        }
    }

    private @Nullable String text(String name) {
        String value = settings.getProperty(name, "");
        return value.isBlank() ? null : value;
    }

    private @Nullable Path path(String name) {
        @Nullable String value = text(name);
        return value == null ? null : Path.of(value);
    }

    private long number(String name) throws ChangelogException {
        @Nullable String value = text(name);
        try {
            return value == null ? 0 : Long.parseLong(value.strip());
        } catch (NumberFormatException wrong) {
            throw Settings.wrong(name + " is no number: " + value);
        }
    }
}
