package liquibase.ext.online.sql;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table, index or other relation, as the catalog has it: unquoted, in its true case.
 *
 * @param schema null where the search_path decides
 */
public record QualifiedName(@Nullable String schema, String name) {
    /** What stands in a name for a value that is only known at run time. */
    public static final String RUN_TIME_VALUE = "run_time_value";

    public QualifiedName {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a relation needs a name");
        }
    }

    /** A name that the search_path resolves. */
    public static QualifiedName of(String name) {
        return new QualifiedName(null, name);
    }

    /** Reads what {@link #toString} writes. */
    public static QualifiedName parse(String sql) {
        int quote = sql.indexOf('"');
        int dot = sql.indexOf('.');
        if (quote < 0) {
            return dot < 0 ? of(sql) : new QualifiedName(sql.substring(0, dot), sql.substring(dot + 1));
        }
        List<Token> tokens = SqlLexer.tokens(sql);
        return tokens.size() < 3
                ? of(tokens.get(0).name())
                : new QualifiedName(tokens.get(0).name(), tokens.get(2).name());
    }

    /** What it begins with, when the rest is only known at run time. */
    public Optional<String> knownBeginning() {
        int value = name.indexOf(RUN_TIME_VALUE);
        return value < 0 ? Optional.empty() : Optional.of(name.substring(0, value));
    }

    /** Whether it is one of the relations that come with PostgreSQL; others should not be called so. */
    public boolean isSystem() {
        return schema == null
                ? name.startsWith("pg_")
                : schema.equals("pg_catalog") || schema.equals("information_schema");
    }

    /** Another relation in the schema of this one. */
    public QualifiedName sibling(String otherName) {
        return new QualifiedName(schema, otherName);
    }

    /** As SQL text, each part quoted where it needs it. */
    @Override
    public String toString() {
        return schema == null ? Sql.name(name) : Sql.name(schema) + "." + Sql.name(name);
    }
}
