package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code RENAME COLUMN … TO …}: brief, but statements that name the old column fail from now on. */
public record RenameColumn(String column, String newName) implements AlterTable.Action {
    @Override
    public String sql() {
        return "RENAME COLUMN " + Sql.name(column) + " TO " + Sql.name(newName);
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
