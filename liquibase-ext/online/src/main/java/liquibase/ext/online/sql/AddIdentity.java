package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * {@code ALTER COLUMN … ADD GENERATED … AS IDENTITY}: existing values stay as they are.
 *
 * @param options those of the sequence, as they stand in the parentheses, or null
 */
public record AddIdentity(
        String column, boolean always, @Nullable String options) implements AlterTable.Action {
    @Override
    public String sql() {
        return "ALTER COLUMN " + Sql.name(column) + " ADD " + new ColumnConstraint.Identity(always, options).sql();
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
