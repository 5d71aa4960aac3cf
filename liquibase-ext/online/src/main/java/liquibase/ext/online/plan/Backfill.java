package liquibase.ext.online.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import liquibase.ext.online.sql.Expression;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.Update;
import liquibase.ext.online.sql.Update.Assignment;
import org.jspecify.annotations.Nullable;

/**
 * Values for the rows of a table, written in batches. The predicate is part of every UPDATE, so that a value which the
 * application wrote meanwhile stays.
 *
 * @param where the author's condition; null for "a target column is NULL"
 * @param pacing how large and how fast
 */
public record Backfill(
        QualifiedName table,
        List<Assignment> assignments,
        @Nullable String where,
        Pacing pacing) implements RowWork {

    /** Why it would change no row. */
    public static final String READS_ITSELF =
            "its value reads the column itself, which is NULL in the rows that are written without a where";

    /** What to do about values that leave the default condition true. */
    public static final String WRITE_A_WHERE =
            "write a where that is true for the rows to be written, and that the values make false";

    public Backfill {
        QualifiedName own = table;
        assignments = assignments.stream()
                .map(a -> new Assignment(a.column(), RowWork.embedded(own, a.expression())))
                .toList();
        where = where == null ? null : RowWork.embedded(table, where);
    }

    @Override
    public String predicate() {
        return where != null
                ? "(" + where + ")"
                : assignments.stream()
                        .map(a -> Sql.name(a.column()) + " IS NULL")
                        .collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** Whether it leaves every value as it is that is not NULL, so that a row which still needs the values is as it was. */
    public boolean writesOnlyNulls() {
        return where == null
                || (assignments.size() == 1
                        && new Expression(where).isNullTestOf(assignments.get(0).column()));
    }

    /** The SET clause: with the default predicate, a column of the row that has a value keeps it. */
    public String set() {
        boolean keep = where == null && assignments.size() > 1;
        return assignments.stream()
                .map(a -> Sql.name(a.column()) + " = "
                        + (keep ? "coalesce(" + Sql.name(a.column()) + ", " + a.expression() + ")" : a.expression()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public List<String> columns() {
        return assignments.stream().map(Assignment::column).toList();
    }

    /**
     * The same with each value cast to the type of its column, where an assignment would do that and an expression around the
     * value would not.
     *
     * @param types by column, without length or precision, so that the assignment still judges these
     */
    public Backfill typed(Map<String, String> types) {
        if (where != null || assignments.size() == 1) {
            return this;
        }
        return new Backfill(
                table,
                assignments.stream()
                        .map(a -> new Assignment(
                                a.column(), "CAST((" + a.expression() + ") AS " + types.get(a.column()) + ")"))
                        .toList(),
                null,
                pacing);
    }

    /**
     * Gives {@code name, type} of each column in turn, as {@link #typed} wants them; of a domain what is below it. In whatever
     * search_path the values are written, where it qualifies what another type hides.
     */
    public String types() {
        return "SELECT c.name, (WITH RECURSIVE base (type, below) AS (SELECT t.oid, t.typbasetype FROM pg_catalog.pg_type t"
                + " WHERE t.oid OPERATOR(pg_catalog.=) a.atttypid UNION ALL SELECT t.oid, t.typbasetype FROM"
                + " pg_catalog.pg_type t JOIN base ON t.oid OPERATOR(pg_catalog.=) base.below) SELECT"
                + " pg_catalog.format_type(base.type, -1) FROM base WHERE base.below OPERATOR(pg_catalog.=) 0) AS type FROM"
                + " pg_catalog.unnest(" + CatalogText.array(columns())
                + ") WITH ORDINALITY AS c (name, place) JOIN pg_catalog.pg_attribute a ON a.attname OPERATOR(pg_catalog.=)"
                + " c.name AND a.attrelid OPERATOR(pg_catalog.=) " + CatalogText.oid(table) + " ORDER BY c.place";
    }

    /** All of it as one command. */
    public Update whole() {
        return new Update(table, assignments, predicate());
    }

    /** A name that no expression can mean. */
    public String unused(String name) {
        String texts = (table.name()
                        + where
                        + assignments.stream().map(Assignment::expression).collect(Collectors.joining(" ")))
                .toLowerCase(Locale.ROOT);
        String unused = name;
        while (texts.contains(unused)) {
            unused += "_";
        }
        return unused;
    }

    @Override
    public String statement(QualifiedName part, String range) {
        return "UPDATE " + as(part) + " SET " + set() + " WHERE " + range + " AND " + predicate();
    }

    @Override
    public boolean keepsRows() {
        return true;
    }

    @Override
    public Event event() {
        return Event.UPDATE;
    }

    /** What is wrong with it, as far as its text tells. */
    public List<String> problems() {
        return assignments.stream().map(this::problem).flatMap(Optional::stream).toList();
    }

    private Optional<String> problem(Assignment assignment) {
        Expression value = new Expression(assignment.expression());
        String column = "column " + assignment.column() + ": ";
        if (!value.isWhole()) {
            return Optional.of(column + "its value is no single expression: " + value.text());
        }
        if (where != null) {
            return Optional.empty();
        }
        if (value.isNull()) {
            return Optional.of(column + "NULL leaves a NULL as it is, and without a where only these rows are written; "
                    + WRITE_A_WHERE);
        }
        return value.reads(table, assignment.column())
                ? Optional.of(column + READS_ITSELF + "; " + WRITE_A_WHERE)
                : Optional.empty();
    }
}
