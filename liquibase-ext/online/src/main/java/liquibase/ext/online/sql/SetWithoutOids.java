package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code SET WITHOUT OIDS}: changes nothing since PostgreSQL 12, under the lock that it always took. */
public record SetWithoutOids() implements AlterTable.Action {
    @Override
    public String sql() {
        return "SET WITHOUT OIDS";
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
