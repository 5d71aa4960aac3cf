package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code SET ACCESS METHOD …} (PostgreSQL 15): writes every row anew, unless the table has this one already. */
public record SetAccessMethod(String method) implements AlterTable.Action {
    @Override
    public String sql() {
        return "SET ACCESS METHOD " + Sql.name(method);
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        boolean stays = known.isPartitioned(table)
                || known.accessMethodOf(table).filter(method::equals).isPresent();
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, stays ? Work.CATALOG_ONLY : Work.TABLE_REWRITE);
    }

    @Override
    public boolean reachesPartitions() {
        return false;
    }
}
