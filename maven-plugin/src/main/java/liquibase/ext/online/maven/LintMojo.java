package liquibase.ext.online.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.process.ForkedLint;
import liquibase.ext.online.lint.process.LintMain;
import liquibase.ext.online.lint.run.SearchPath;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
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

    /** Whether to lint in a process of its own, which needs less time than in Maven's and keeps builds with threads apart. */
    @Parameter(property = "liquibase-online.fork", defaultValue = "true")
    private boolean fork;

    /** Further arguments for the Java of that process, such as {@code -Xmx2g}, between blanks. */
    @Parameter(property = "liquibase-online.argLine")
    private @Nullable String argLine;

    /**
     * A directory for what Java keeps of the linter's classes, which saves each later run a tenth of its time; by default
     * {@code .cache/liquibase-online} in the local repository, and none where the environment has CI.
     */
    @Parameter(property = "liquibase-online.classArchives")
    private @Nullable File classArchives;

    @Parameter(defaultValue = "${settings.localRepository}", readonly = true)
    private @Nullable File localRepository;

    @Parameter(defaultValue = "${plugin.artifacts}", readonly = true)
    private List<Artifact> pluginArtifacts = List.of();

    @Parameter(defaultValue = "${session}", readonly = true)
    private @Nullable MavenSession session;

    @Override
    void run(Properties settings) throws ChangelogException, MojoExecutionException, MojoFailureException {
        set(settings, "reports", reports);
        set(settings, "reportDirectory", directory());
        set(settings, "violationSeverity", violationSeverity);
        set(settings, "maxAllowedViolations", maxAllowedViolations);
        set(settings, "baseline", baseline);
        set(settings, "since", since);
        set(settings, "mergeBase", mergeBase);
        set(settings, "sinceTag", sinceTag);
        set(settings, "pending", pending);
        set(settings, "url", url);
        set(settings, "username", username);
        set(settings, "password", password);
        set(settings, "snapshot", snapshot);
        set(settings, "severities", severities);
        set(settings, "smallTables", smallTables);
        set(settings, "smallTableRows", smallTableRows);
        set(settings, "lockTimeout", lockTimeout);
        set(settings, "colour", Terminal.hasColour());
        Optional<String> failure = fork ? forked(settings) : inProcess(settings);
        if (failure.isPresent()) {
            if (failOnViolation) {
                throw new MojoFailureException(failure.get());
            }
            getLog().warn(failure.get());
        }
    }

    private Path directory() {
        return (reportDirectory == null ? buildDirectory().resolve("liquibase-online") : reportDirectory.toPath())
                .toAbsolutePath();
    }

    private Optional<String> forked(Properties settings) throws MojoExecutionException {
        set(settings, ForkedLint.CLASS_PATH, LintProcess.classPath(ProjectClasses.files(project())));
        if (session != null) {
            SystemProperties.of(session).forEach((name, value) -> set(settings, ForkedLint.SYSTEM + name, value));
        }
        // Not from the class loader, which leaves out what Maven's own exports, such as the API of SLF4J.
        List<Path> plugin = pluginArtifacts.stream()
                .map(artifact -> artifact.getFile().toPath())
                .toList();
        return new LintProcess(plugin, archives(), argLine, getLog()).run(settings);
    }

    /** A machine that keeps nothing from one build to the next would make an archive each time. */
    private @Nullable Path archives() {
        if (classArchives != null) {
            return classArchives.toPath();
        }
        return localRepository == null || System.getenv("CI") != null
                ? null
                : localRepository.toPath().resolve(".cache/liquibase-online");
    }

    private Optional<String> inProcess(Properties settings) throws ChangelogException, MojoExecutionException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ProjectClasses.loader(project()));
        try {
            return LintMain.run(settings, SearchPath.of(settings.getProperty("searchPath", "")), getLog()::info);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
