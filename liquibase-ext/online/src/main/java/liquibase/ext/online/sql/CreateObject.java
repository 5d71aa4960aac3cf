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
        FOREIGN_DATA_WRAPPER,
        FOREIGN_TABLE,
        EVENT_TRIGGER,
        TEXT_SEARCH,
        USER_MAPPING,
        ACCESS_METHOD,
        ROLE,
        USER,
        GROUP,
        DATABASE,
        TABLESPACE,
        SERVER,
        PUBLICATION,
        SUBSCRIPTION,
        LANGUAGE,
        CONVERSION,
        TRANSFORM,
        SCHEMA,
        EXTENSION,
        TYPE,
        DOMAIN,
        SEQUENCE,
        CAST,
        COLLATION,
        AGGREGATE,
        OPERATOR;

        private final String words = name().replace('_', ' ');

        /** The words behind CREATE. */
        public String words() {
            return words;
        }
    }

    @Override
    public String sql() {
        return "CREATE " + kind.words() + " " + definition;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return kind == Kind.PUBLICATION ? Publications.footprint(definition) : Footprint.NONE;
    }

    @Override
    public boolean runsInTransaction() {
        return kind != Kind.DATABASE && kind != Kind.TABLESPACE && kind != Kind.SUBSCRIPTION;
    }
}
