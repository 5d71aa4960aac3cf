package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * CREATE POLICY: stops readers too.
 *
 * @param action what stands behind the table; may be empty
 */
public record CreatePolicy(String name, QualifiedName table, String action) implements Command {
    @Override
    public String sql() {
        return "CREATE POLICY " + Sql.name(name) + " ON " + table + (action.isEmpty() ? "" : " " + action);
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        Footprint footprint = Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
        for (QualifiedName read : new Query(action).tables()) {
            footprint = footprint.and(read, LockMode.ACCESS_SHARE, Work.CATALOG_ONLY);
        }
        return footprint;
    }
}
