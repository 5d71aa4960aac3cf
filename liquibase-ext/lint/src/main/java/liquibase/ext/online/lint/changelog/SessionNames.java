package liquibase.ext.online.lint.changelog;

import java.util.List;
import liquibase.database.core.PostgresDatabase;
import liquibase.structure.core.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The names that a session of the update begins with, as far as somebody has said them.
 *
 * @param database its name; null when nobody knows
 * @param searchPath the schemas of the search_path that exist, first to last; empty when nobody knows
 * @param givenSchema as {@code --default-schema-name} takes it; null for the first of the search_path
 */
public record SessionNames(
        @Nullable String database,
        List<String> searchPath,
        @Nullable String givenSchema) {
    /** Nobody has said anything: a search_path of {@code public} is assumed. */
    public static final SessionNames UNKNOWN = new SessionNames(null, List.of(), null);

    private static final String USUAL_SCHEMA = "public";

    public SessionNames {
        searchPath = List.copyOf(searchPath);
        // Liquibase folds it as PostgreSQL does, unless it is of mixed case.
        givenSchema = givenSchema == null ? null : new PostgresDatabase().correctObjectName(givenSchema, Schema.class);
    }

    /** The same with a default schema that somebody gives. */
    public SessionNames withDefaultSchema(String schema) {
        return new SessionNames(database, searchPath, schema);
    }

    /** Whether {@link #defaultSchema} is more than an assumption. */
    public boolean areKnown() {
        return givenSchema != null || !searchPath.isEmpty();
    }

    /** The schema of what Liquibase names without one. */
    public String defaultSchema() {
        return givenSchema != null ? givenSchema : sessionPath().get(0);
    }

    /** The search_path of a session before Liquibase changes it, which RESET brings back; never empty. */
    public List<String> sessionPath() {
        return searchPath.isEmpty() ? List.of(USUAL_SCHEMA) : searchPath;
    }
}
