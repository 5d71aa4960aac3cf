package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code SET LOGGED} or {@code SET UNLOGGED}: writes every row anew. */
public record SetLogged(boolean logged) implements AlterTable.Action {
    @Override
    public String sql() {
        return logged ? "SET LOGGED" : "SET UNLOGGED";
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.TABLE_REWRITE);
    }

    @Override
    public boolean reachesPartitions() {
        return false;
    }
}
