package liquibase.ext.online.sql;

import java.util.LinkedHashSet;
import java.util.Set;
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
        Footprint footprint = known.referencedBy(table, name)
                .map(referenced -> own.and(referenced, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY))
                .orElse(own);
        return cascade ? footprint.and(ofForeignKeys(table, known)) : footprint;
    }

    /** Those that need the key go with it; the index of a key has its name. */
    private Footprint ofForeignKeys(QualifiedName table, Known known) {
        Set<QualifiedName> referencing = new LinkedHashSet<>();
        known.columnsOf(table.sibling(name)).forEach(column -> referencing.addAll(known.linkedBy(table, column)));
        referencing.retainAll(known.referencingTables(table));
        return referencing.stream()
                .map(other -> Footprint.of(other, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY))
                .reduce(Footprint.NONE, Footprint::and);
    }
}
