package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code SET TABLESPACE …}: copies the table's files, unless they are there already. */
public record SetTablespace(String tablespace) implements AlterTable.Action {
    @Override
    public String sql() {
        return "SET TABLESPACE " + Sql.name(tablespace);
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        boolean stays = known.isPartitioned(table)
                || known.tablespaceOf(table).filter(tablespace::equals).isPresent();
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, stays ? Work.CATALOG_ONLY : Work.TABLE_REWRITE);
    }

    @Override
    public boolean reachesPartitions() {
        return false;
    }
}
