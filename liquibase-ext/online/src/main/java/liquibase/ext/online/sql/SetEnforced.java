package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * {@code ALTER CONSTRAINT … [NOT] ENFORCED} (PostgreSQL 18): a foreign key that is enforced again is checked for every row, and
 * one that is not any more loses its triggers on the referenced table.
 */
public record SetEnforced(String constraint, boolean enforced) implements AlterTable.Action {
    @Override
    public String sql() {
        return "ALTER CONSTRAINT " + Sql.name(constraint) + (enforced ? " ENFORCED" : " NOT ENFORCED");
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        Work work = enforced && !known.isEmpty(table) ? Work.TABLE_SCAN : Work.CATALOG_ONLY;
        LockMode onReferenced = enforced ? LockMode.SHARE_ROW_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
        Footprint own = Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, work);
        return known.referencedBy(table, constraint)
                .map(referenced -> own.and(referenced, onReferenced, work))
                .orElse(own);
    }
}
