package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** DROP TRIGGER, DROP POLICY and DROP RULE: they stop readers too. */
public record DropOnTable(Kind kind, boolean ifExists, String name, QualifiedName table, boolean cascade)
        implements Command {
    /** What belongs to a table and is named within it. */
    public enum Kind {
        TRIGGER,
        POLICY,
        RULE
    }

    @Override
    public String sql() {
        return "DROP " + kind + (ifExists ? " IF EXISTS " : " ") + Sql.name(name) + " ON " + table
                + (cascade ? " CASCADE" : "");
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
