package liquibase.ext.online.lint.changelog;

import java.util.Map;
import java.util.function.Consumer;
import liquibase.ext.online.sql.PgVersion;
import liquibase.resource.ResourceAccessor;

/**
 * Which changelog to read, and how Liquibase would be called for it.
 *
 * @param file the root changelog, by its path on the search path
 * @param resources where files are looked for, and never beside it
 * @param contexts as {@code --contexts} takes them; empty for all changeSets
 * @param labelFilter as {@code --label-filter} takes it; empty for all changeSets
 * @param parameters values of properties, as {@code -D} gives them
 * @param version the server that generated SQL is for
 * @param session what is known of the sessions of the update
 * @param progress takes a line now and then when it takes long
 */
public record ChangelogRequest(
        String file,
        ResourceAccessor resources,
        String contexts,
        String labelFilter,
        Map<String, String> parameters,
        PgVersion version,
        SessionNames session,
        Consumer<String> progress) {
    public ChangelogRequest {
        resources = GuardedResources.of(resources);
        parameters = Map.copyOf(parameters);
    }

    /** Of sessions of which nothing is known, and without a word meanwhile. */
    public ChangelogRequest(
            String file,
            ResourceAccessor resources,
            String contexts,
            String labelFilter,
            Map<String, String> parameters,
            PgVersion version) {
        this(file, resources, contexts, labelFilter, parameters, version, SessionNames.UNKNOWN, line -> {});
    }

    /** The same changelog with other files, such as those of another day, and without a word meanwhile. */
    public ChangelogRequest in(ResourceAccessor files) {
        return new ChangelogRequest(file, files, contexts, labelFilter, parameters, version, session, line -> {});
    }
}
