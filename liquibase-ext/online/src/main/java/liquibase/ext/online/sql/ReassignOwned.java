package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * REASSIGN OWNED and DROP OWNED: every object of some roles.
 *
 * @param rest what stands behind OWNED
 */
public record ReassignOwned(boolean drop, String rest) implements Command {
    @Override
    public String sql() {
        return (drop ? "DROP" : "REASSIGN") + " OWNED " + rest;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.ofUnnamed("whatever is owned " + rest, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
