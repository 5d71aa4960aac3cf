package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code DROP COLUMN …}: the rows keep their bytes; indexes and constraints on the column go with it, and the tables
 * that its foreign keys tie to it are locked as hard. */
public record DropColumn(String column, boolean ifExists, boolean cascade) implements AlterTable.Action {
    @Override
    public String sql() {
        return "DROP COLUMN " + (ifExists ? "IF EXISTS " : "") + Sql.name(column) + (cascade ? " CASCADE" : "");
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        Footprint footprint = Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
        for (QualifiedName linked : known.linkedBy(table, column)) {
            footprint = footprint.and(linked, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
        }
        footprint = known.sequenceOf(table, column)
                .map(sequence -> Footprint.of(sequence, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY))
                .orElse(Footprint.NONE)
                .and(footprint);
        if (cascade) {
            for (QualifiedName view : known.viewsOn(table, column)) {
                footprint = footprint.and(view, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
            }
        }
        return footprint;
    }

    @Override
    public boolean isIdle(QualifiedName table, Known known) {
        return ifExists
                && known.isComplete(table)
                && known.typeOf(table, column).isEmpty();
    }
}
