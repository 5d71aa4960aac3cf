package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;

/** ALTER SCHEMA … RENAME TO: every name in it changes, and no table is locked. */
public record RenameSchema(String schema, String newName) implements Command {
    @Override
    public String sql() {
        return "ALTER SCHEMA " + Sql.name(schema) + " RENAME TO " + Sql.name(newName);
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.NONE;
    }
}
