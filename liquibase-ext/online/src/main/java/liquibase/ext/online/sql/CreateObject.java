package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;

/**
 * CREATE of what belongs to no table and holds no rows.
 *
 * @param definition all that stands behind the kind
 */
public record CreateObject(Kind kind, String definition) implements Command {
    /** What is made. */
    public enum Kind {
        SCHEMA,
        EXTENSION,
        TYPE,
        DOMAIN,
        SEQUENCE,
        CAST,
        COLLATION,
        AGGREGATE,
        OPERATOR
    }

    @Override
    public String sql() {
        return "CREATE " + kind + " " + definition;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.NONE;
    }
}
