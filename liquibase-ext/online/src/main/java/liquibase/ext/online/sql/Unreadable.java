package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * Text that is no SQL of PostgreSQL as far as we can read it. Like {@link Other}, it must not be passed over.
 *
 * @param problem what is wrong with it
 * @param offset where in the text
 */
public record Unreadable(String sql, String problem, int offset) implements Command {
    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.ofUnnamed("any table", LockMode.ACCESS_EXCLUSIVE, Work.TABLE_REWRITE);
    }

    @Override
    public boolean isUnderstood() {
        return false;
    }
}
