package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code RENAME TO …}: brief, but statements that name the old table fail from now on. */
public record RenameTable(String newName) implements AlterTable.Action {
    @Override
    public String sql() {
        return "RENAME TO " + Sql.name(newName);
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }

    @Override
    public boolean reachesPartitions() {
        return false;
    }
}
