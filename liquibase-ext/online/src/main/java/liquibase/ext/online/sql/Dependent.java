package liquibase.ext.online.sql;

/** What PostgreSQL keeps about a table that is computed from a column, and so must be looked at when the column changes. */
public enum Dependent {
    /** An index with the column as a plain key. */
    INDEX,
    /** An index with the column in an expression or in its WHERE. */
    INDEX_EXPRESSION,
    /** A CHECK constraint. */
    CHECK
}
