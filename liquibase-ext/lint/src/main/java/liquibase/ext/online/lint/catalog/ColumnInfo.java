package liquibase.ext.online.lint.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param type as SQL text as it was written; for a serial column the type below it, such as {@code integer}
 * @param notNull whether it is declared NOT NULL and no row can hold a NULL; a constraint that is NOT VALID does not count
 * @param defaultExpression as SQL text, or null
 * @param expression what a generated column is computed from, or null
 * @param collation as SQL text, or null for the type's own
 */
public record ColumnInfo(
        String name,
        String type,
        boolean notNull,
        @Nullable String defaultExpression,
        Origin origin,
        @Nullable String expression,
        @Nullable String collation) {

    /** Where the values come from when a row names none. */
    public enum Origin {
        /** The default, or NULL. */
        PLAIN,
        /** A default from a sequence that the column owns. */
        SERIAL,
        IDENTITY_ALWAYS,
        IDENTITY_BY_DEFAULT,
        GENERATED_STORED,
        GENERATED_VIRTUAL;

        /** Whether the column has an identity. */
        public boolean isIdentity() {
            return this == IDENTITY_ALWAYS || this == IDENTITY_BY_DEFAULT;
        }

        /** Whether the values are computed from other columns. */
        public boolean isGenerated() {
            return this == GENERATED_STORED || this == GENERATED_VIRTUAL;
        }
    }

    static ColumnInfo plain(String name, String type) {
        return new ColumnInfo(name, type, false, null, Origin.PLAIN, null, null);
    }

    ColumnInfo withName(String newName) {
        return new ColumnInfo(newName, type, notNull, defaultExpression, origin, expression, collation);
    }

    ColumnInfo withType(String newType, @Nullable String newCollation) {
        return new ColumnInfo(name, newType, notNull, defaultExpression, origin, expression, newCollation);
    }

    ColumnInfo withNotNull(boolean value) {
        return value == notNull
                ? this
                : new ColumnInfo(name, type, value, defaultExpression, origin, expression, collation);
    }

    /** A default of NULL is none. */
    static @Nullable String valueOf(@Nullable String defaultExpression) {
        return "null".equalsIgnoreCase(defaultExpression) ? null : defaultExpression;
    }

    /** DROP DEFAULT and SET DEFAULT end what made a column serial; its sequence stays. */
    ColumnInfo withDefault(@Nullable String newDefault) {
        Origin newOrigin = origin == Origin.SERIAL ? Origin.PLAIN : origin;
        return new ColumnInfo(name, type, notNull, valueOf(newDefault), newOrigin, expression, collation);
    }

    ColumnInfo withOrigin(Origin newOrigin, @Nullable String newExpression) {
        return new ColumnInfo(name, type, notNull, defaultExpression, newOrigin, newExpression, collation);
    }
}
