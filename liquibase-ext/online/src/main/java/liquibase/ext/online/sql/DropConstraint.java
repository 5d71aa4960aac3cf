package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code DROP CONSTRAINT …}; dropping a foreign key locks the referenced table as hard as its own. */
public record DropConstraint(String name, boolean ifExists, boolean cascade) implements AlterTable.Action {
    @Override
    public String sql() {
        return "DROP CONSTRAINT " + (ifExists ? "IF EXISTS " : "") + Sql.name(name) + (cascade ? " CASCADE" : "");
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        Footprint own = Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
        return known.referencedBy(table, name)
                .map(referenced -> own.and(referenced, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY))
                .orElse(own);
    }
}
