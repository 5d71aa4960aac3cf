package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** ALTER VIEW and ALTER MATERIALIZED VIEW … RENAME TO: statements that name the old view fail from now on. */
public record RenameView(boolean materialized, boolean ifExists, QualifiedName view, String newName)
        implements Command {
    @Override
    public String sql() {
        return "ALTER " + (materialized ? "MATERIALIZED " : "") + "VIEW " + (ifExists ? "IF EXISTS " : "") + view
                + " RENAME TO " + Sql.name(newName);
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.of(view, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
