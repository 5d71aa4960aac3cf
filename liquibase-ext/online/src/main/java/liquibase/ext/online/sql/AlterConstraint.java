package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code ALTER CONSTRAINT …}: changes when a foreign key is checked; its triggers on the referenced table change with it. */
public record AlterConstraint(String name, Deferral deferral) implements AlterTable.Action {
    @Override
    public String sql() {
        return "ALTER CONSTRAINT " + Sql.name(name)
                + (deferral == Deferral.NOT_DEFERRABLE ? " NOT DEFERRABLE" : deferral.suffix());
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
