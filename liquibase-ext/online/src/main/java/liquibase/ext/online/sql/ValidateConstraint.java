package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code VALIDATE CONSTRAINT …}: reads every row, and lets readers and writers go on. */
public record ValidateConstraint(String name) implements AlterTable.Action {
    @Override
    public String sql() {
        return "VALIDATE CONSTRAINT " + Sql.name(name);
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        Work work = known.isEmpty(table) ? Work.CATALOG_ONLY : Work.TABLE_SCAN;
        Footprint own = Footprint.of(table, LockMode.SHARE_UPDATE_EXCLUSIVE, work);
        return known.referencedBy(table, name)
                .map(referenced -> own.and(referenced, LockMode.ROW_SHARE, work))
                .orElse(own);
    }
}
