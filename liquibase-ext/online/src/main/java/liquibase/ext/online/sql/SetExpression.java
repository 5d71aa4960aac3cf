package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code ALTER COLUMN … SET EXPRESSION AS (…)} (PostgreSQL 17): writes every row of a stored column anew. */
public record SetExpression(String column, String expression) implements AlterTable.Action {
    @Override
    public String sql() {
        return "ALTER COLUMN " + Sql.name(column) + " SET EXPRESSION AS (" + expression + ")";
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.TABLE_REWRITE);
    }
}
