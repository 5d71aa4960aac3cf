package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * {@code OPTIONS (…)} of a foreign table or of a column of it.
 *
 * @param column null for those of the table
 * @param options what stands in the parentheses
 */
public record SetForeignOptions(@Nullable String column, String options) implements AlterTable.Action {
    @Override
    public String sql() {
        return (column == null ? "" : "ALTER COLUMN " + Sql.name(column) + " ") + "OPTIONS (" + options + ")";
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
