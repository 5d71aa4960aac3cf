package liquibase.ext.online.sql;

import java.util.List;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * {@code FOREIGN KEY (…) REFERENCES …}; it locks both tables, and reads neither when the referencing one has no row.
 *
 * @param referencedColumns empty for the primary key of the referenced table
 * @param form what it says besides
 */
public record ForeignKey(
        List<String> columns,
        QualifiedName referencedTable,
        List<String> referencedColumns,
        Form form,
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

    /**
     * What few foreign keys say, and what changes neither lock nor work.
     *
     * @param period whether the last column of each table is a period, which those that are referenced must cover (from 18)
     * @param matchFull whether a row with NULL in some of its columns is refused
     * @param emptied the columns that ON DELETE SET NULL or SET DEFAULT changes; empty for all
     */
    public record Form(boolean period, boolean matchFull, List<String> emptied) {
        /** Nothing of it. */
        public static final Form PLAIN = new Form(false, false, List.of());

        public Form {
            emptied = List.copyOf(emptied);
        }
    }

    public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }

    /** Of the plain form. */
    public ForeignKey(
            List<String> columns,
            QualifiedName referencedTable,
            List<String> referencedColumns,
            Action onDelete,
            Action onUpdate,
            Deferral deferral) {
        this(columns, referencedTable, referencedColumns, Form.PLAIN, onDelete, onUpdate, deferral);
    }

    /** The foreign key of a column as one of its table. */
    public ForeignKey of(String column) {
        return new ForeignKey(List.of(column), referencedTable, referencedColumns, form, onDelete, onUpdate, deferral);
    }

    /** The same to another table. */
    public ForeignKey to(QualifiedName other) {
        return new ForeignKey(columns, other, referencedColumns, form, onDelete, onUpdate, deferral);
    }

    @Override
    public String sql() {
        return "FOREIGN KEY (" + names(columns) + ") " + referencesClause();
    }

    private String names(List<String> columns) {
        int last = columns.size() - 1;
        return form.period
                ? Sql.names(columns.subList(0, last)) + ", PERIOD " + Sql.name(columns.get(last))
                : Sql.names(columns);
    }

    /** The part that a constraint of a single column has too. */
    String referencesClause() {
        return "REFERENCES " + referencedTable
                + (referencedColumns.isEmpty() ? "" : " (" + names(referencedColumns) + ")")
                + (form.matchFull ? " MATCH FULL" : "")
                + onDelete.clause("DELETE")
                + (form.emptied.isEmpty() ? "" : " (" + Sql.names(form.emptied) + ")")
                + onUpdate.clause("UPDATE") + deferral.suffix();
    }

    @Override
    public Footprint footprint(QualifiedName table, boolean notValid, PgVersion version, Known known) {
        if (known.isPartitioned(table) && known.hasForeignKey(table, this)) {
            return takeOver(table);
        }
        boolean checks =
                !notValid && !known.isEmpty(table) && !known.hasForeignKey(table, this) && !isParent(table, known);
        Work work = checks ? Work.TABLE_SCAN : Work.CATALOG_ONLY;
        // For each period, what covers it is looked up by the index of the key.
        Work onReferenced = form.period ? Work.CATALOG_ONLY : work;
        return Footprint.of(table, LockMode.SHARE_ROW_EXCLUSIVE, work)
                .and(referencedTable, LockMode.SHARE_ROW_EXCLUSIVE, onReferenced);
    }

    /** A parent has no rows of its own; those of its partitions are checked where no key of theirs is taken over. */
    private static boolean isParent(QualifiedName table, Known known) {
        return known.isPartitioned(table) && !known.partitions(table).isEmpty();
    }

    @Override
    public Footprint footprintOfPartition(QualifiedName partition, boolean notValid, PgVersion version, Known known) {
        return known.hasForeignKey(partition, this)
                ? takeOver(partition)
                : footprint(partition, notValid, version, known);
    }

    /** The triggers that the key which is taken over has on the referenced table are dropped. */
    private Footprint takeOver(QualifiedName table) {
        return Footprint.of(table, LockMode.SHARE_ROW_EXCLUSIVE, Work.CATALOG_ONLY)
                .and(referencedTable, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
