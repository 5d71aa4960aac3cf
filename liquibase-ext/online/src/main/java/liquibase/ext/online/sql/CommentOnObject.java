package liquibase.ext.online.sql;

import java.util.Set;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * COMMENT ON anything but a table or a column.
 *
 * @param kind such as INDEX or MATERIALIZED VIEW
 * @param object its name as SQL text, without the table it belongs to
 * @param table the table that a constraint, trigger, policy or rule belongs to, or null
 * @param text null removes the comment
 */
public record CommentOnObject(
        String kind,
        String object,
        @Nullable QualifiedName table,
        @Nullable String text) implements Command {
    private static final Set<String> RELATIONS = Set.of("VIEW", "MATERIALIZED VIEW", "SEQUENCE", "FOREIGN TABLE");

    @Override
    public String sql() {
        return "COMMENT ON " + kind + " " + object + (table == null ? "" : " ON " + table) + " IS "
                + (text == null ? "NULL" : Sql.literal(text));
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        if (table != null) {
            return Footprint.of(table, LockMode.ACCESS_SHARE, Work.CATALOG_ONLY);
        }
        return RELATIONS.contains(kind)
                ? Footprint.of(object, LockMode.SHARE_UPDATE_EXCLUSIVE, Work.CATALOG_ONLY)
                : Footprint.NONE;
    }
}
