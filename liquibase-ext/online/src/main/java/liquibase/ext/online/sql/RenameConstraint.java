package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code RENAME CONSTRAINT … TO …}. */
public record RenameConstraint(String name, String newName) implements AlterTable.Action {
    @Override
    public String sql() {
        return "RENAME CONSTRAINT " + Sql.name(name) + " TO " + Sql.name(newName);
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
