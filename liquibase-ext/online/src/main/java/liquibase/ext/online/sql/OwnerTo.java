package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * {@code OWNER TO …}.
 *
 * @param owner as SQL text: a role's name, or CURRENT_USER and the like
 */
public record OwnerTo(String owner) implements AlterTable.Action {
    @Override
    public String sql() {
        return "OWNER TO " + owner;
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
