package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code ALTER COLUMN … SET DEFAULT …}: later rows only; from 14 on, a sequence in it is locked as by a reader. */
public record SetDefault(String column, String expression) implements AlterTable.Action {
    @Override
    public String sql() {
        return "ALTER COLUMN " + Sql.name(column) + " SET DEFAULT " + expression;
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        Footprint sequences =
                version.major() < 14 ? Footprint.NONE : Query.sequencesIn(expression, LockMode.ACCESS_SHARE);
        return sequences.and(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
