package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code SET SCHEMA …}: brief, and the sequences of its columns go along; but statements that name the old schema fail from now on. */
public record SetSchema(String schema) implements AlterTable.Action {
    @Override
    public String sql() {
        return "SET SCHEMA " + Sql.name(schema);
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return known.sequencesOf(table).stream()
                .map(sequence -> Footprint.of(sequence, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY))
                .reduce(Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY), Footprint::and);
    }

    @Override
    public boolean reachesPartitions() {
        return false;
    }
}
