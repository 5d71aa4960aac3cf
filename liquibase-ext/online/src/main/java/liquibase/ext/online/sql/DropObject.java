package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * DROP of what belongs to no table; with CASCADE, columns of any table may go with it.
 *
 * @param names as they stand behind the kind
 */
public record DropObject(Kind kind, boolean ifExists, String names, boolean cascade) implements Command {
    /** What is dropped. */
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
        OPERATOR,
        CAST,
        ROUTINE,
        STATISTICS,
        SCHEMA,
        EXTENSION,
        TYPE,
        DOMAIN,
        FUNCTION,
        PROCEDURE,
        AGGREGATE,
        COLLATION;

        private final String words = name().replace('_', ' ');

        /** The words behind DROP. */
        public String words() {
            return words;
        }
    }

    @Override
    public String sql() {
        return "DROP " + kind.words() + (ifExists ? " IF EXISTS " : " ") + names + (cascade ? " CASCADE" : "");
    }

    @Override
    public boolean runsInTransaction() {
        return kind != Kind.DATABASE && kind != Kind.TABLESPACE && kind != Kind.SUBSCRIPTION;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        if (kind == Kind.FOREIGN_TABLE) {
            return Footprint.of(names, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
        }
        if (kind == Kind.STATISTICS) {
            return Footprint.ofUnnamed("table of " + names, LockMode.SHARE_UPDATE_EXCLUSIVE, Work.CATALOG_ONLY);
        }
        if (!cascade) {
            return Footprint.NONE;
        }
        Losing losing = known.losing(this);
        Footprint footprint = losing.all()
                ? Footprint.NONE
                : Footprint.ofUnnamed("whatever depends on " + names, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
        for (QualifiedName relation : losing.relations()) {
            footprint = footprint.and(relation, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
        }
        return footprint;
    }
}
