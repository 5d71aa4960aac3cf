package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * CREATE RULE: stops readers too.
 *
 * @param event SELECT, INSERT, UPDATE or DELETE
 * @param action what stands behind the table
 */
public record CreateRule(boolean orReplace, String name, String event, QualifiedName table, String action)
        implements Command {
    @Override
    public String sql() {
        return "CREATE " + (orReplace ? "OR REPLACE " : "") + "RULE " + Sql.name(name) + " AS ON " + event + " TO "
                + table + " " + action;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
