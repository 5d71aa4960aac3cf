package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;

/**
 * DROP DATABASE: another one than that of the session.
 *
 * @param force whether sessions in it are ended, and do not make it fail
 */
public record DropDatabase(boolean ifExists, String name, boolean force) implements Command {
    @Override
    public String sql() {
        return "DROP DATABASE " + (ifExists ? "IF EXISTS " : "") + Sql.name(name) + (force ? " WITH (FORCE)" : "");
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.NONE;
    }

    @Override
    public boolean runsInTransaction() {
        return false;
    }
}
