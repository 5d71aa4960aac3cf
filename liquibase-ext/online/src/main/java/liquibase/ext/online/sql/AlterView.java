package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * ALTER VIEW and ALTER MATERIALIZED VIEW other than RENAME TO: its readers wait until the transaction ends.
 *
 * @param action what stands behind the view
 */
public record AlterView(boolean materialized, boolean ifExists, QualifiedName view, String action) implements Command {
    @Override
    public String sql() {
        return "ALTER " + (materialized ? "MATERIALIZED " : "") + "VIEW " + (ifExists ? "IF EXISTS " : "") + view + " "
                + action;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.of(view, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
