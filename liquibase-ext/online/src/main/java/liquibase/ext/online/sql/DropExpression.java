package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code ALTER COLUMN … DROP EXPRESSION}: the values stay as they are. */
public record DropExpression(String column, boolean ifExists) implements AlterTable.Action {
    @Override
    public String sql() {
        return "ALTER COLUMN " + Sql.name(column) + " DROP EXPRESSION" + (ifExists ? " IF EXISTS" : "");
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
