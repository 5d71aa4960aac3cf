package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;

/**
 * ALTER TYPE and ALTER DOMAIN … RENAME, OWNER TO, SET SCHEMA, and ALTER TYPE of attributes: catalog only. A type that columns
 * have refuses what would change their rows.
 *
 * @param action what stands behind the name
 */
public record RenameType(boolean domain, QualifiedName type, String action) implements Command {
    @Override
    public String sql() {
        return "ALTER " + (domain ? "DOMAIN " : "TYPE ") + type + " " + action;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.NONE;
    }
}
