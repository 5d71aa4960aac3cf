package liquibase.ext.online.sql;

import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * UPDATE of one table: every row that matches stays locked until the transaction ends.
 *
 * @param where null for every row
 */
public record Update(
        QualifiedName table,
        List<Assignment> assignments,
        @Nullable String where) implements Command {

    /** {@code column = expression}. */
    public record Assignment(String column, String expression) {
        String sql() {
            return Sql.name(column) + " = " + expression;
        }
    }

    public Update {
        assignments = List.copyOf(assignments);
    }

    @Override
    public String sql() {
        return "UPDATE " + table + " SET "
                + assignments.stream().map(Assignment::sql).collect(Collectors.joining(", "))
                + (where == null ? "" : " WHERE " + where);
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        Footprint footprint = new Query(sql()).footprint(Work.TABLE_SCAN);
        boolean byKey = where != null
                && footprint.tables().size() == 1
                && known.isUnique(table, RowCondition.of(where).fixedColumns());
        return byKey ? Footprint.of(table, LockMode.ROW_EXCLUSIVE, Work.ROW_BATCH) : footprint;
    }
}
