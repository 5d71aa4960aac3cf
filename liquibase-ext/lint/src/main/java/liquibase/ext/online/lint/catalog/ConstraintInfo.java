package liquibase.ext.online.lint.catalog;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import liquibase.ext.online.read.NotNullProof;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** A constraint of a table. */
public final class ConstraintInfo {
    final Table table;
    final Kind kind;
    String name;
    List<String> columns;

    /** Set by {@link #demand}. */
    @Nullable
    String expression;

    private @Nullable NotNullProof proof;

    boolean valid = true;
    boolean enforced = true;
    boolean inheritable = true;

    @Nullable
    Table referenced;

    List<String> referencedColumns = List.of();

    @Nullable
    IndexInfo index;

    /** What a constraint demands. */
    public enum Kind {
        PRIMARY,
        UNIQUE,
        CHECK,
        FOREIGN,
        EXCLUDE,
        /** Constraints of their own from PostgreSQL 18 on; before that a column is NOT NULL without one. */
        NOT_NULL
    }

    ConstraintInfo(Table table, String name, Kind kind, List<String> columns) {
        this.table = table;
        this.name = name;
        this.kind = kind;
        this.columns = List.copyOf(columns);
    }

    /** Its name within the table. */
    public String name() {
        return name;
    }

    /** The table that has it, with its schema. */
    public QualifiedName table() {
        return table.name();
    }

    /** What it demands. */
    public Kind kind() {
        return kind;
    }

    /** The columns in order; those that a CHECK mentions. */
    public List<String> columns() {
        return columns;
    }

    /** The condition of a CHECK, or what stands behind EXCLUDE, as SQL text. */
    public Optional<String> expression() {
        return Optional.ofNullable(expression);
    }

    /** Whether all rows are known to fulfil it. */
    public boolean valid() {
        return valid;
    }

    /** Whether new rows are checked. */
    public boolean enforced() {
        return enforced;
    }

    /** The table that a foreign key references, with its schema. */
    public Optional<QualifiedName> referencedTable() {
        return Optional.ofNullable(referenced).map(Relation::name);
    }

    /**
     * Whether it is a foreign key between the same columns.
     *
     * @param toColumns those that are referenced
     */
    boolean links(List<String> from, @Nullable Table to, List<String> toColumns) {
        return kind == Kind.FOREIGN && referenced == to && columns.equals(from) && referencedColumns.equals(toColumns);
    }

    /** The columns that a foreign key references, in the order of its own; empty where they are not known. */
    public List<String> referencedColumns() {
        return referencedColumns;
    }

    /** The index of a PRIMARY KEY, UNIQUE or EXCLUDE constraint. */
    public Optional<IndexInfo> index() {
        return Optional.ofNullable(index);
    }

    void renameColumn(String from, String to) {
        columns = SqlText.replace(columns, from, to);
        if (expression != null) {
            demand(SqlText.rename(expression, from, to));
        }
    }

    /** Sets the expression. */
    void demand(@Nullable String text) {
        expression = text;
        proof = null;
    }

    /** Whether it is a CHECK that every row has passed. */
    boolean isCheckOfAllRows() {
        return kind == Kind.CHECK && valid && enforced && expression != null;
    }

    /** Whether it is such a CHECK, and a column holds no NULL therefore. */
    boolean provesNotNull(String column, boolean isRow) {
        if (!isCheckOfAllRows()) {
            return false;
        }
        if (proof == null) {
            proof = NotNullProof.of(Objects.requireNonNull(expression));
        }
        return proof.proves(column, isRow);
    }

    @Override
    public String toString() {
        return name + " on " + table;
    }
}
