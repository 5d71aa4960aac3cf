package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * CLUSTER: writes the table and its indexes anew in the order of an index.
 *
 * @param index null for the one of the last time
 */
public record Cluster(QualifiedName table, @Nullable String index) implements Command {
    @Override
    public String sql() {
        return "CLUSTER " + table + (index == null ? "" : " USING " + Sql.name(index));
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.TABLE_REWRITE);
    }
}
