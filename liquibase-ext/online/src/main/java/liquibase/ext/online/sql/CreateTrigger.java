package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * CREATE TRIGGER: stops writers, not readers.
 *
 * @param events from BEFORE, AFTER or INSTEAD OF on, as they stand before ON
 * @param action what stands behind the table
 */
public record CreateTrigger(
        boolean orReplace, boolean constraint, String name, String events, QualifiedName table, String action)
        implements Command {
    @Override
    public String sql() {
        return "CREATE " + (orReplace ? "OR REPLACE " : "") + (constraint ? "CONSTRAINT " : "") + "TRIGGER "
                + Sql.name(name) + " " + events + " ON " + table + " " + action;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.of(table, LockMode.SHARE_ROW_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
