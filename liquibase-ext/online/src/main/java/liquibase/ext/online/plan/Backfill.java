package liquibase.ext.online.plan;

import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
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
        Pacing pacing) {

    public Backfill {
        assignments = List.copyOf(assignments);
    }

    /** The rows that still need the value, as a SQL condition. */
    public String predicate() {
        return where != null
                ? "(" + where + ")"
                : assignments.stream()
                        .map(a -> Sql.name(a.column()) + " IS NULL")
                        .collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** The SET clause: with the default predicate, a column of the row that has a value keeps it. */
    public String set() {
        boolean keep = where == null && assignments.size() > 1;
        return assignments.stream()
                .map(a -> Sql.name(a.column()) + " = "
                        + (keep ? "coalesce(" + Sql.name(a.column()) + ", " + a.expression() + ")" : a.expression()))
                .collect(Collectors.joining(", "));
    }

    /** The columns that get values. */
    public List<String> columns() {
        return assignments.stream().map(Assignment::column).toList();
    }

    /** One row whether any row still matches. */
    public String anyLeft() {
        return "SELECT EXISTS (SELECT FROM " + table + " WHERE " + predicate() + ")";
    }

    /** An UPDATE of some rows of the table or of one of its partitions. */
    public String update(QualifiedName part, String range) {
        return "UPDATE ONLY " + part + " SET " + set() + " WHERE " + range + " AND " + predicate();
    }
}
