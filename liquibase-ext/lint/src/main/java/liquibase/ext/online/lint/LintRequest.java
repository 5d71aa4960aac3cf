package liquibase.ext.online.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import liquibase.ext.online.lint.catalog.Snapshot;
import liquibase.ext.online.lint.changelog.Changelog;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.changelog.ChangelogReader;
import liquibase.ext.online.lint.changelog.ChangelogRequest;
import liquibase.ext.online.lint.changelog.SessionNames;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.report.TextReport;
import liquibase.ext.online.lint.run.LintOptions;
import liquibase.ext.online.lint.run.Settings;
import liquibase.ext.online.lint.scope.Baseline;
import liquibase.ext.online.lint.scope.GitScope;
import liquibase.ext.online.lint.scope.Pending;
import liquibase.ext.online.lint.scope.Selection;
import liquibase.ext.online.lint.scope.SinceTag;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.Versions;
import liquibase.resource.CompositeResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.resource.SearchPathResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * What to lint, as a test, a command or a build asks for it. A method that takes text takes null and blank text as not
 * being called, so that settings can be passed on as they come. Not for several threads.
 */
public final class LintRequest {
    private final String changelog;
    private final Map<String, String> parameters = new HashMap<>();
    private final Map<String, Severity> severities = new LinkedHashMap<>();
    private final Set<String> off = new LinkedHashSet<>();
    private final Set<String> smallTables = new LinkedHashSet<>();
    private final Map<String, String> session = new HashMap<>();
    private final Map<String, Selection> scopes = new LinkedHashMap<>();
    private String contexts = "";
    private String labelFilter = "";
    private @Nullable String defaultSchema;
    private @Nullable String searchPath;
    private @Nullable ResourceAccessor resources;
    private Versions versions = Versions.of(PgVersion.OLDEST);
    private boolean mergeBase = true;
    private long smallTableRows;
    private LocalDate today = LocalDate.now(ZoneId.systemDefault());
    private @Nullable Snapshot snapshot;
    private @Nullable Pending pending;
    private Consumer<String> notes = note -> {};

    LintRequest(String changelog) {
        this.changelog = changelog;
    }

    /**
     * The directories and archives to look for files in, first to last. By default {@code src/main/resources}, where
     * there is one, and the working directory.
     */
    public LintRequest searchPath(String... places) {
        searchPath = places.length == 0 ? null : String.join(",", places);
        return this;
    }

    /** Where to look for files, as Liquibase itself would; instead of a search path. */
    public LintRequest resources(ResourceAccessor accessor) {
        resources = accessor;
        return this;
    }

    /** As {@code --contexts} takes them. By default every changeSet runs. */
    public LintRequest contexts(@Nullable String text) {
        contexts = text == null ? "" : text;
        return this;
    }

    /** As {@code --label-filter} takes it. By default every changeSet runs. */
    public LintRequest labelFilter(@Nullable String text) {
        labelFilter = text == null ? "" : text;
        return this;
    }

    /** The value of a property of the changelog, as {@code -D} gives it. */
    public LintRequest parameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    /**
     * The values of several properties of the changelog.
     *
     * @param text {@code name=value} between commas; a comma that no {@code name=} follows belongs to the value
     * @throws ChangelogException when it does not begin with a name
     */
    public LintRequest parameters(@Nullable String text) throws ChangelogException {
        parameters.putAll(Settings.pairs(text));
        return this;
    }

    /**
     * The schema of what is named without one, as {@code --default-schema-name} takes it. By default the first of the
     * search_path, as the {@link #snapshot} or the database of {@link #pending} has it; without these {@code public} is
     * assumed.
     */
    public LintRequest defaultSchemaName(@Nullable String name) {
        defaultSchema = name == null || name.isBlank() ? null : name.strip();
        return this;
    }

    /**
     * The server's major such as {@code 17}, or a range such as {@code 13-18} of which both ends are judged. By default
     * the oldest that is supported.
     *
     * @throws ChangelogException when it is neither, or not supported
     */
    public LintRequest postgresVersion(@Nullable String text) throws ChangelogException {
        if (text != null && !text.isBlank()) {
            versions = Settings.versions(text);
        }
        return this;
    }

    /** Report only what this file does not know; it is written by {@link #writeBaseline}. */
    public LintRequest baseline(@Nullable Path file) {
        if (file != null) {
            scopes.put("a baseline", (log, request) -> Baseline.read(file).select(log, request, notes));
        }
        return this;
    }

    /** Report only changeSets that are new or edited since the work forked from this branch, tag or commit of git. */
    public LintRequest since(@Nullable String ref) {
        if (ref != null && !ref.isBlank()) {
            scopes.put("a git ref", (log, request) -> new GitScope(ref, mergeBase, notes).of(log, request));
        }
        return this;
    }

    /**
     * Whether {@link #since} means the commit at which the work forked from the ref, so that what others changed there
     * later does not count; otherwise the ref itself. By default true.
     */
    public LintRequest mergeBase(boolean forkPoint) {
        mergeBase = forkPoint;
        return this;
    }

    /** Report only changeSets behind the tagDatabase with this tag. */
    public LintRequest sinceTag(@Nullable String tag) {
        if (tag != null && !tag.isBlank()) {
            scopes.put("a tag", new SinceTag(tag));
        }
        return this;
    }

    /** Report only what the next update would run on this database. */
    public LintRequest pending(@Nullable Pending database) {
        if (database != null) {
            scopes.put("a database", database);
        }
        pending = database;
        return this;
    }

    /** A database as it is, for history that the changelog lacks and for the sizes of tables. */
    public LintRequest snapshot(@Nullable Snapshot database) {
        snapshot = database;
        return this;
    }

    /**
     * Other weights than the usual, such as {@code drop-column=error,missing-lock-timeout=off}.
     *
     * @throws ChangelogException when it is not written so, or the severity does not exist
     */
    public LintRequest severities(@Nullable String text) throws ChangelogException {
        for (String item : Settings.list(text)) {
            int equals = item.indexOf('=');
            if (equals < 1) {
                throw Settings.wrong("the severity \"" + item + "\" does not say of which rule: write rule=severity");
            }
            String rule = item.substring(0, equals).strip();
            String weight = item.substring(equals + 1).strip();
            if (weight.equalsIgnoreCase("off")) {
                off.add(rule);
            } else {
                severities.put(rule, Settings.severity(weight));
            }
        }
        return this;
    }

    /** Rules that are not asked, by id. */
    public LintRequest off(String... rules) {
        Arrays.stream(rules).map(Settings::list).forEach(off::addAll);
        return this;
    }

    /** Tables whose locks never last, whatever is done to them. */
    public LintRequest smallTables(String... tables) {
        Arrays.stream(tables).map(Settings::list).forEach(smallTables::addAll);
        return this;
    }

    /** Tables with at most so many rows are small as well, where a snapshot knows their size. By default 0: none. */
    public LintRequest smallTableRows(long rows) {
        smallTableRows = rows;
        return this;
    }

    /** The lock_timeout that every session of the update has, such as {@code 5s}, from its URL or its role. */
    public LintRequest lockTimeout(@Nullable String timeout) {
        if (timeout != null && !timeout.isBlank()) {
            session.put("lock_timeout", timeout);
        }
        return this;
    }

    /** The day on which suppressions are judged. By default today. */
    public LintRequest today(LocalDate day) {
        today = day;
        return this;
    }

    /** Takes what is worth a line to the caller, such as lines of a baseline that nothing needs any more. */
    public LintRequest notes(Consumer<String> taker) {
        notes = taker;
        return this;
    }

    /**
     * Judges the changelog.
     *
     * @throws ChangelogException when the changelog or a setting is broken, so that nothing can be said
     */
    public LintResult lint() throws ChangelogException {
        return Linter.lint(options());
    }

    /**
     * Judges the changelog, for a test.
     *
     * @throws AssertionError when there is a finding of severity error; its message is the text report
     * @throws ChangelogException as {@link #lint}
     */
    public void assertNoViolations() throws ChangelogException {
        assertNoViolations(Severity.ERROR);
    }

    /**
     * Judges the changelog, for a test.
     *
     * @param atLeast the least severity that counts
     * @throws AssertionError when there is such a finding; its message is the text report
     * @throws ChangelogException as {@link #lint}
     */
    public void assertNoViolations(Severity atLeast) throws ChangelogException {
        LintResult result = lint();
        if (!result.violations(atLeast).isEmpty()) {
            throw new AssertionError(TextReport.of(result));
        }
    }

    /**
     * Writes every changeSet that runs as known. What is not written yet is noted.
     *
     * @throws ChangelogException as {@link #lint}, or when the file cannot be written
     */
    public Baseline writeBaseline(Path file) throws ChangelogException {
        ChangelogRequest request = options().changelog();
        Changelog read = ChangelogReader.read(request);
        Baseline baseline = Baseline.of(read, request);
        baseline.write(file);
        return baseline;
    }

    /** All of it in the linter's own terms. */
    LintOptions options() throws ChangelogException {
        if (scopes.size() > 1) {
            throw Settings.wrong("changeSets can be chosen in one way only, and these are asked for together: "
                    + String.join(", ", scopes.keySet()) + ". Keep one of them");
        }
        ResourceAccessor files = accessor();
        return new LintOptions(
                new ChangelogRequest(
                        changelog, files, contexts, labelFilter, parameters, versions.newest(), session(files), notes),
                versions,
                scopes.values().stream().findFirst().orElse(Selection.ALL),
                Optional.ofNullable(snapshot),
                severities,
                off,
                smallTables,
                smallTableRows,
                session,
                today);
    }

    private SessionNames session(ResourceAccessor files) throws ChangelogException {
        SessionNames found =
                snapshot != null ? snapshot.session() : pending != null ? pending.session(files) : SessionNames.UNKNOWN;
        return defaultSchema == null ? found : found.withDefaultSchema(defaultSchema);
    }

    private ResourceAccessor accessor() throws ChangelogException {
        if (resources != null) {
            return resources;
        }
        if (searchPath != null) {
            return new SearchPathResourceAccessor(searchPath);
        }
        List<ResourceAccessor> usual = new ArrayList<>();
        try {
            for (Path place : List.of(Path.of("src", "main", "resources"), Path.of(""))) {
                if (Files.isDirectory(place.toAbsolutePath())) {
                    usual.add(new DirectoryResourceAccessor(place.toAbsolutePath()));
                }
            }
        } catch (IOException gone) {
            throw new ChangelogException("cannot read the working directory: " + gone.getMessage(), null, gone);
        }
        return new CompositeResourceAccessor(usual);
    }
}
