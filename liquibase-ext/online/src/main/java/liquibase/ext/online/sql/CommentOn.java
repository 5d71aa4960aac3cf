package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * COMMENT ON a table or a column of it.
 *
 * @param column null for the table itself
 * @param text null removes the comment
 */
public record CommentOn(
        QualifiedName table,
        @Nullable String column,
        @Nullable String text) implements Command {
    @Override
    public String sql() {
        return "COMMENT ON " + (column == null ? "TABLE " + table : "COLUMN " + table + "." + Sql.name(column)) + " IS "
                + (text == null ? "NULL" : Sql.literal(text));
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.of(table, LockMode.SHARE_UPDATE_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
