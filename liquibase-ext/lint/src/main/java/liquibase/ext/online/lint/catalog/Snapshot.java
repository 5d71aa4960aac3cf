package liquibase.ext.online.lint.catalog;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import liquibase.ext.online.lint.changelog.SessionNames;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a database at one moment, without any of its data. Names are as the catalog has them; types and
 * expressions are SQL text.
 *
 * @param major the major version of the server
 * @param database its name; null in a file of an earlier edition
 * @param searchPath the schemas on the search_path of the role that looked, first to last; empty in such a file
 */
public record Snapshot(
        int major,
        @Nullable String database,
        List<String> searchPath,
        List<TableEntry> tables,
        List<ViewEntry> views,
        List<SequenceEntry> sequences,
        List<TypeEntry> types,
        List<FunctionEntry> functions) {
    public Snapshot {
        searchPath = Objects.requireNonNullElse(searchPath, List.of());
    }

    /** What the sessions of that role begin with. */
    public SessionNames session() {
        return new SessionNames(database, searchPath, null);
    }

    /** A name with its schema. */
    public record Name(String schema, String name) {}

    /**
     * A table, partitioned or not.
     *
     * @param partitionBy such as RANGE (id), or null
     * @param bound of a partition: FOR VALUES … or DEFAULT; or null
     * @param parents what it is a partition of or inherits from
     * @param rows as last analyzed; -1 when it never was
     * @param bytes without indexes
     */
    public record TableEntry(
            Name name,
            List<ColumnInfo> columns,
            List<ConstraintEntry> constraints,
            List<IndexEntry> indexes,
            @Nullable String partitionBy,
            @Nullable String bound,
            List<Name> parents,
            List<String> triggers,
            String tablespace,
            String accessMethod,
            long rows,
            long bytes) {}

    /**
     * A constraint of a table.
     *
     * @param columns those that a CHECK mentions, too
     * @param references the table that a foreign key references, or null
     */
    public record ConstraintEntry(
            String name,
            ConstraintInfo.Kind kind,
            List<String> columns,
            @Nullable String expression,
            boolean valid,
            boolean enforced,
            boolean inheritable,
            @Nullable Name references,
            List<String> referencedColumns) {}

    /**
     * An index.
     *
     * @param columns for each key its column, or "" for an expression
     * @param parent the index of the partitioned table that it is a part of, or null
     */
    public record IndexEntry(
            String name,
            boolean unique,
            boolean nullsNotDistinct,
            boolean valid,
            String method,
            List<String> keys,
            List<String> columns,
            List<String> include,
            @Nullable String where,
            @Nullable Name parent) {}

    /**
     * A view.
     *
     * @param indexes those of a materialized view
     */
    public record ViewEntry(Name name, boolean materialized, List<Read> reads, List<IndexEntry> indexes) {}

    /** What a view reads of one relation. */
    public record Read(Name relation, List<String> columns) {}

    /**
     * A sequence.
     *
     * @param owner the table of the column that it goes with, or null
     */
    public record SequenceEntry(
            Name name, @Nullable Name owner, @Nullable String column) {}

    /**
     * A type.
     *
     * @param base the type below a domain, or null
     * @param checks the names of a domain's constraints, each with whether it is valid
     */
    public record TypeEntry(
            Name name,
            TypeInfo.Kind kind,
            List<String> values,
            @Nullable String base,
            boolean notNull,
            Map<String, Boolean> checks) {}

    /** A function's name and whether none of that name is volatile. */
    public record FunctionEntry(String name, boolean notVolatile) {}
}
