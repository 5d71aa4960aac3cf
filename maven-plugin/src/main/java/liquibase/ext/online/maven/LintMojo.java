package liquibase.ext.online.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import liquibase.ext.online.lint.LintRequest;
import liquibase.ext.online.lint.LintRun;
import liquibase.ext.online.lint.Snapshots;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.report.TextReport;
import liquibase.ext.online.lint.scope.Pending;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Judges every changeSet of a changelog for what it would do to a running application on PostgreSQL, and fails the build
 * when one blocks it. Needs neither a database nor a network.
 */
@Mojo(
        name = "lint",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresProject = false,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        threadSafe = true)
public final class LintMojo extends ChangelogMojo {
    /** Enough to work on; more than these is for the reports. */
    private static final int FINDINGS_ON_CONSOLE = 50;

    private static final int WIDTH = 160;

    /** Whether violations fail the build. */
    @Parameter(property = "liquibase-online.failOnViolation", defaultValue = "true")
    private boolean failOnViolation;

    /** The least severity of a violation: error, warning or info. */
    @Parameter(property = "liquibase-online.violationSeverity", defaultValue = "error")
    private String violationSeverity = "error";

    /** With so many violations the build still goes on. */
    @Parameter(property = "liquibase-online.maxAllowedViolations", defaultValue = "0")
    private int maxAllowedViolations;

    /** The reports to write, between commas: text, json, sarif, junit, checkstyle, gitlab, github, html. */
    @Parameter(property = "liquibase-online.reports", defaultValue = "text,json")
    private @Nullable String reports;

    /**
     * Where to write them, as lint.txt, lint.json, lint.sarif and so on; by default {@code liquibase-online} in the build
     * directory, which without a project is {@code target}.
     */
    @Parameter(property = "liquibase-online.reportDirectory")
    private @Nullable File reportDirectory;

    /** A file of known changeSets, written by lint-baseline: only others are reported. */
    @Parameter(property = "liquibase-online.baseline")
    private @Nullable File baseline;

    /** A branch, tag or commit of git: only changeSets that are new or edited since are reported. */
    @Parameter(property = "liquibase-online.since")
    private @Nullable String since;

    /** Whether {@code since} means the commit at which the work forked from it. */
    @Parameter(property = "liquibase-online.mergeBase", defaultValue = "true")
    private boolean mergeBase;

    /** Only changeSets behind the tagDatabase with this tag are reported. */
    @Parameter(property = "liquibase-online.sinceTag")
    private @Nullable String sinceTag;

    /** Whether only changeSets are reported that the database at {@code url} has not run. */
    @Parameter(property = "liquibase-online.pending", defaultValue = "false")
    private boolean pending;

    /** The JDBC URL of a database whose tables and their sizes are looked at. */
    @Parameter(property = "liquibase-online.url")
    private @Nullable String url;

    /** The user to connect as. */
    @Parameter(property = "liquibase-online.username")
    private @Nullable String username;

    /** The user's password. */
    @Parameter(property = "liquibase-online.password")
    private @Nullable String password;

    /** A file written by lint-snapshot, in the place of {@code url}. */
    @Parameter(property = "liquibase-online.snapshot")
    private @Nullable File snapshot;

    /** Other weights than the usual, such as {@code ban-drop-column=error,update-of-many-rows=off}. */
    @Parameter(property = "liquibase-online.severities")
    private @Nullable String severities;

    /** Tables that are small, so that no lock on them lasts, between commas. */
    @Parameter(property = "liquibase-online.smallTables")
    private @Nullable String smallTables;

    /** Tables with at most so many rows are small too, where {@code url} or {@code snapshot} tells their size. */
    @Parameter(property = "liquibase-online.smallTableRows", defaultValue = "0")
    private long smallTableRows;

    /** The lock_timeout that the update's sessions have from their URL or role, such as {@code 5s}. */
    @Parameter(property = "liquibase-online.lockTimeout")
    private @Nullable String lockTimeout;

    @Override
    void run(LintRequest request) throws ChangelogException, MojoExecutionException, MojoFailureException {
        request.baseline(baseline == null ? null : baseline.toPath())
                .since(since)
                .mergeBase(mergeBase)
                .sinceTag(sinceTag)
                .severities(severities)
                .smallTableRows(smallTableRows)
                .lockTimeout(lockTimeout);
        if (smallTables != null) {
            request.smallTables(smallTables);
        }
        look(request);
        LintRun.Outcome outcome = LintRun.of(request, reports, directory(), violationSeverity, maxAllowedViolations)
                .run();
        show(outcome);
        Optional<String> failure = outcome.failure();
        if (failure.isPresent()) {
            if (failOnViolation) {
                throw new MojoFailureException(failure.get());
            }
            getLog().warn(failure.get());
        }
    }

    private Path directory() {
        return reportDirectory == null ? buildDirectory().resolve("liquibase-online") : reportDirectory.toPath();
    }

    private void look(LintRequest request) throws ChangelogException, MojoExecutionException {
        if (snapshot != null) {
            request.snapshot(Snapshots.read(snapshot.toPath()));
        } else if (url != null && !pending) {
            request.snapshot(Snapshots.of(url, username, password));
        }
        if (pending) {
            if (url == null) {
                throw new MojoExecutionException(
                        "pending asks a database: give -Dliquibase-online.url=jdbc:postgresql://…");
            }
            request.pending(Pending.in(url, username, password));
        }
    }

    private void show(LintRun.Outcome outcome) throws MojoExecutionException {
        StringBuilder text = new StringBuilder();
        try {
            new TextReport(Terminal.hasColour(), WIDTH, FINDINGS_ON_CONSOLE).write(outcome.result(), text);
        } catch (IOException impossible) {
            throw new MojoExecutionException(impossible);
        }
        text.toString().lines().forEach(getLog()::info);
        outcome.files().forEach(file -> getLog().info("report: " + file));
    }
}
