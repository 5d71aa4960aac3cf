package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * {@code OF …} and {@code NOT OF}: ties a table to a composite type.
 *
 * @param type null for NOT OF
 */
public record OfType(@Nullable QualifiedName type) implements AlterTable.Action {
    @Override
    public String sql() {
        return type == null ? "NOT OF" : "OF " + type;
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }

    @Override
    public boolean reachesPartitions() {
        return false;
    }
}
