package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code ALTER CONSTRAINT … [NO] INHERIT} (PostgreSQL 18): whether tables that inherit get the NOT NULL too. */
public record SetConstraintInherit(String constraint, boolean inherits) implements AlterTable.Action {
    @Override
    public String sql() {
        return "ALTER CONSTRAINT " + Sql.name(constraint) + (inherits ? " INHERIT" : " NO INHERIT");
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
