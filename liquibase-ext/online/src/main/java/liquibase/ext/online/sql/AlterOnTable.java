package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * ALTER TRIGGER, ALTER POLICY and ALTER RULE: they stop readers too.
 *
 * @param action what stands behind the table
 */
public record AlterOnTable(DropOnTable.Kind kind, String name, QualifiedName table, String action) implements Command {
    @Override
    public String sql() {
        return "ALTER " + kind + " " + Sql.name(name) + " ON " + table + " " + action;
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
