package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code NOT NULL column} as a table constraint: PostgreSQL 18 and later. */
public record NotNullConstraint(String column) implements AddConstraint.Definition {
    @Override
    public String sql() {
        return "NOT NULL " + Sql.name(column);
    }

    @Override
    public Footprint footprint(QualifiedName table, boolean notValid, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, notValid ? Work.CATALOG_ONLY : Work.TABLE_SCAN);
    }
}
