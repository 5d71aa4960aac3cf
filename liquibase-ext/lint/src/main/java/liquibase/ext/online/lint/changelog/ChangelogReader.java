package liquibase.ext.online.lint.changelog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.ChangeSetFilterResult;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.IgnoreChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.exception.LiquibaseException;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.source.ChangeSetSource;
import liquibase.ext.online.lint.source.ChangeSource;
import liquibase.ext.online.lint.source.SourceFile;
import liquibase.logging.core.NoOpLogService;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Reads a changelog with Liquibase's own parsers, and lets Liquibase make the SQL of every change, with no database, no
 * network and nothing executed. Liquibase keeps much in static fields, so one changelog is read at a time.
 */
public final class ChangelogReader {
    private final ChangelogRequest request;
    private final OfflinePostgres database;
    private final Sources sources;
    private final Map<String, Integer> changeSetsOfFile = new HashMap<>();
    private final Map<ChangeSetId, Place> seen = new HashMap<>();

    private ChangelogReader(ChangelogRequest request) {
        this.request = request;
        this.database = new OfflinePostgres(request);
        this.sources = new Sources(request.resources());
    }

    /**
     * The changelog.
     *
     * @throws ChangelogException when Liquibase could not run it at all
     */
    public static Changelog read(ChangelogRequest request) throws ChangelogException {
        return reading(request, () -> new ChangelogReader(request).read());
    }

    /**
     * Only the changeSets that would run on PostgreSQL, as Liquibase loads them; no SQL is made.
     *
     * @throws ChangelogException when Liquibase could not run the changelog at all
     */
    public static List<ChangeSet> changeSets(ChangelogRequest request) throws ChangelogException {
        return reading(request, () -> {
            ChangelogReader reader = new ChangelogReader(request);
            List<ChangeSetFilter> filters = reader.filters();
            return reader.parse(new ChangeLogParameters(reader.database)).getChangeSets().stream()
                    .filter(changeSet -> filteredOut(changeSet, filters) == null)
                    .toList();
        });
    }

    private static <T> T reading(ChangelogRequest request, Scope.ScopedRunnerWithReturn<T> reading)
            throws ChangelogException {
        synchronized (ChangelogReader.class) {
            try {
                Map<String, Object> scope = new HashMap<>();
                scope.put(Scope.Attr.resourceAccessor.name(), request.resources());
                scope.put(Scope.Attr.logService.name(), new NoOpLogService());
                // Without it, generating the SQL of an executeCommand runs the program.
                scope.put(Change.SHOULD_EXECUTE, false);
                // Asked for a hundred times per change; found here, no outer scope is searched for it.
                scope.put(
                        Scope.Attr.checksumVersion.name(),
                        Scope.getCurrentScope().getChecksumVersion());
                UnloadedCustomChange.enter();
                try {
                    return Scope.child(scope, reading);
                } finally {
                    UnloadedCustomChange.leave();
                }
            } catch (ChangelogException clear) {
                throw clear;
            } catch (Exception | StackOverflowError failure) {
                throw BrokenChangelog.explain(request, failure);
            }
        }
    }

    private Changelog read() throws LiquibaseException, ChangelogException {
        OrderedParameters parameters = new OrderedParameters(database);
        DatabaseChangeLog log = parse(parameters);
        List<ChangeSet> all = parameters.inOrder(log);
        List<ChangeSetFilter> filters = filters();
        ChangeReader changes = new ChangeReader(database, sources);
        List<ChangeSetUnit> units = new ArrayList<>();
        Progress progress = new Progress(request.progress(), "read", all.size());
        for (ChangeSet changeSet : all) {
            units.add(unit(changeSet, filters, changes));
            progress.step();
        }
        List<SourceFile> files =
                changeSetsOfFile.keySet().stream().sorted().map(sources::file).toList();
        return new Changelog(
                request.file(),
                units,
                besideChangeSets(log, parameters.properties()),
                files.stream().flatMap(file -> file.fileSuppressions().stream()).toList(),
                files.stream()
                        .flatMap(file -> file.suppressionProblems().stream())
                        .toList(),
                sources);
    }

    private List<ForDatabases> besideChangeSets(DatabaseChangeLog log, List<OrderedParameters.Property> properties) {
        DatabaseNames databases = new DatabaseNames();
        for (OrderedParameters.Property property : properties) {
            Place place = sources.file(property.file()).find(property.name(), property.databases());
            databases.add("property " + property.name(), property.databases(), place);
        }
        return databases
                .add(
                        log.getPreconditions(),
                        sources.file(log.getPhysicalFilePath()).find("preConditions", "dbms"))
                .parts();
    }

    private DatabaseChangeLog parse(ChangeLogParameters parameters) throws LiquibaseException {
        parameters.setContexts(new Contexts(request.contexts()));
        parameters.setLabels(new LabelExpression(request.labelFilter()));
        request.parameters().forEach(parameters::set);
        ResourceAccessor resources = request.resources();
        // Those of Liquibase's command line and its defaults file, where it is called that way.
        parameters.addJavaProperties();
        parameters.addDefaultFileProperties();
        return ChangeLogParserFactory.getInstance()
                .getParser(request.file(), resources)
                .parse(request.file(), parameters, resources);
    }

    private List<ChangeSetFilter> filters() {
        return List.of(
                new DbmsChangeSetFilter(database),
                new ContextChangeSetFilter(new Contexts(request.contexts())),
                new LabelChangeSetFilter(new LabelExpression(request.labelFilter())),
                new IgnoreChangeSetFilter());
    }

    private ChangeSetUnit unit(ChangeSet changeSet, List<ChangeSetFilter> filters, ChangeReader reader)
            throws ChangelogException {
        String file = physicalFile(changeSet);
        int number = changeSetsOfFile.merge(file, 1, Integer::sum) - 1;
        SourceFile text = sources.file(file);
        @Nullable
        ChangeSetSource source =
                text.changeSet(number, changeSet.getId(), changeSet.getAuthor()).orElse(null);
        Place place = source == null ? Place.startOf(file) : source.place();
        refuseUnnamed(
                changeSet,
                number < text.changeSets().size()
                        ? text.changeSets().get(number).place()
                        : place);
        ChangeSetId id = new ChangeSetId(changeSet.getFilePath(), changeSet.getId(), changeSet.getAuthor());
        List<ChangeSource> changeSources = source == null ? List.of() : source.changes();
        List<ChangeSource> rollbackSources = source == null ? List.of() : source.rollback();
        DatabaseNames databases = new DatabaseNames()
                .add(changeSet, place)
                .add(changeSet.getChanges(), changeSources, place)
                .add(rollbackOf(changeSet), rollbackSources, place);
        @Nullable String filteredOut = filteredOut(changeSet, filters);
        if (filteredOut == null) {
            refuseRepeated(id, place);
        }
        List<ChangeUnit> changes = filteredOut != null
                ? List.of()
                : units(changeSet, changeSet.getChanges(), false, changeSources, place, reader);
        List<ChangeUnit> rollback = filteredOut != null
                ? List.of()
                : units(changeSet, rollbackOf(changeSet), true, rollbackSources, place, reader);
        return new ChangeSetUnit(
                id,
                place,
                changeSet,
                changes,
                rollback,
                source == null ? List.of() : source.suppressions(),
                databases.parts(),
                filteredOut);
    }

    /** In YAML and JSON Liquibase notices it only when it writes down that the changeSet ran. */
    private static void refuseUnnamed(ChangeSet changeSet, Place place) throws ChangelogException {
        for (String name : List.of("id", "author")) {
            @Nullable String value = name.equals("id") ? changeSet.getId() : changeSet.getAuthor();
            if (value == null) {
                throw new ChangelogException("the changeSet has no " + name + "; give it one", place, null);
            }
        }
    }

    private void refuseRepeated(ChangeSetId id, Place place) throws ChangelogException {
        @Nullable Place before = seen.putIfAbsent(id, place);
        if (before != null) {
            throw new ChangelogException(
                    "the changeSet " + id + " stands at " + before
                            + " already; Liquibase would refuse the changelog. Give" + " one of them another id.",
                    place,
                    null);
        }
    }

    private static List<Change> rollbackOf(ChangeSet changeSet) {
        return changeSet.getRollback() == null
                ? List.of()
                : changeSet.getRollback().getChanges();
    }

    private static List<ChangeUnit> units(
            ChangeSet changeSet,
            List<Change> changes,
            boolean rollback,
            List<ChangeSource> sources,
            Place place,
            ChangeReader reader)
            throws ChangelogException {
        List<ChangeUnit> units = new ArrayList<>();
        reader.begin();
        for (int i = 0; i < changes.size(); i++) {
            if (reader.runs(changes.get(i))) {
                units.add(reader.read(
                        changeSet, changes.get(i), rollback, i < sources.size() ? sources.get(i) : null, place));
            }
        }
        return units;
    }

    private static String physicalFile(ChangeSet changeSet) {
        DatabaseChangeLog log = changeSet.getChangeLog();
        @Nullable String physical = log == null ? null : log.getPhysicalFilePath();
        return physical == null ? changeSet.getFilePath() : physical;
    }

    /** The filters also take away the modifySql that is not for PostgreSQL, so all of them are asked. */
    private static @Nullable String filteredOut(ChangeSet changeSet, List<ChangeSetFilter> filters) {
        for (ChangeSetFilter filter : filters) {
            ChangeSetFilterResult result = filter.accepts(changeSet);
            if (!result.isAccepted()) {
                return result.getMessage();
            }
        }
        return null;
    }
}
