package liquibase.ext.online.sql;

import java.util.List;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * {@code FOREIGN KEY (…) REFERENCES …}; it locks both tables, and reads neither when the referencing one has no row.
 *
 * @param referencedColumns empty for the primary key of the referenced table
 */
public record ForeignKey(
        List<String> columns,
        QualifiedName referencedTable,
        List<String> referencedColumns,
        Action onDelete,
        Action onUpdate,
        Deferral deferral)
        implements AddConstraint.Definition {

    /** What happens to the referencing row. */
    public enum Action {
        NO_ACTION,
        RESTRICT,
        CASCADE,
        SET_NULL,
        SET_DEFAULT;

        private String clause(String event) {
            return this == NO_ACTION ? "" : " ON " + event + " " + name().replace('_', ' ');
        }
    }

    public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }

    @Override
    public String sql() {
        return "FOREIGN KEY (" + Sql.names(columns) + ") " + referencesClause();
    }

    /** The part that a constraint of a single column has too. */
    String referencesClause() {
        return "REFERENCES " + referencedTable
                + (referencedColumns.isEmpty() ? "" : " (" + Sql.names(referencedColumns) + ")")
                + onDelete.clause("DELETE") + onUpdate.clause("UPDATE") + deferral.suffix();
    }

    @Override
    public Footprint footprint(QualifiedName table, boolean notValid, PgVersion version, Known known) {
        Work work = notValid || known.isEmpty(table) ? Work.CATALOG_ONLY : Work.TABLE_SCAN;
        return Footprint.of(table, LockMode.SHARE_ROW_EXCLUSIVE, work)
                .and(referencedTable, LockMode.SHARE_ROW_EXCLUSIVE, work);
    }
}
