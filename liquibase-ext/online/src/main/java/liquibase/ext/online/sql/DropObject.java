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
        SCHEMA,
        DATABASE,
        EXTENSION,
        TYPE,
        DOMAIN,
        FUNCTION,
        PROCEDURE,
        AGGREGATE,
        COLLATION
    }

    @Override
    public String sql() {
        return "DROP " + kind + (ifExists ? " IF EXISTS " : " ") + names + (cascade ? " CASCADE" : "");
    }

    @Override
    public boolean runsInTransaction() {
        return kind != Kind.DATABASE;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return cascade
                ? Footprint.ofUnnamed("whatever depends on " + names, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY)
                : Footprint.NONE;
    }
}
