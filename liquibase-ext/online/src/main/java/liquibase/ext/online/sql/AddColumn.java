package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * {@code ADD COLUMN …} with a default that PostgreSQL can keep in the catalog, so that no row is touched (ALTER TABLE,
 * "Notes").
 *
 * @param defaultExpression null for no default
 */
public record AddColumn(
        String column, String type, @Nullable String defaultExpression, boolean notNull) implements AlterTable.Action {
    /** A column without constraints of its own, but for NOT NULL. */
    public static AddColumn of(String column, String type, @Nullable String defaultExpression, boolean notNull) {
        return new AddColumn(column, type, defaultExpression, notNull);
    }

    @Override
    public String sql() {
        return "ADD COLUMN " + Sql.name(column) + " " + type
                + (defaultExpression == null ? "" : " DEFAULT " + defaultExpression) + (notNull ? " NOT NULL" : "");
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        boolean rewrites = defaultExpression != null
                && Volatility.of(defaultExpression).mayBeVolatile()
                && !known.provesNotVolatile(defaultExpression);
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, rewrites ? Work.TABLE_REWRITE : Work.CATALOG_ONLY);
    }
}
