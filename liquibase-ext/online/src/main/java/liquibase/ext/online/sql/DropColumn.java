package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code DROP COLUMN …}: the rows keep their bytes; indexes and constraints on the column go with it. */
public record DropColumn(String column, boolean ifExists, boolean cascade) implements AlterTable.Action {
    @Override
    public String sql() {
        return "DROP COLUMN " + (ifExists ? "IF EXISTS " : "") + Sql.name(column) + (cascade ? " CASCADE" : "");
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
