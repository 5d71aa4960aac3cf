package liquibase.ext.online.plan;

import java.util.List;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table that go, in batches, perhaps to an archive.
 *
 * @param where the author's condition; null for every row
 * @param archive where the rows go; null to drop them
 * @param pacing how large and how fast
 */
public record Deletion(
        QualifiedName table,
        @Nullable String where,
        @Nullable Archive archive,
        Pacing pacing) implements RowWork {

    public Deletion {
        where = where == null ? null : RowWork.embedded(table, where);
    }

    /**
     * The table that keeps the rows.
     *
     * @param columns that are moved, as SQL between the parentheses of INSERT; only the server knows them
     */
    public record Archive(QualifiedName table, String columns) {}

    /** The same with the columns that are moved, as SQL. */
    public Deletion moving(String columns) {
        return archive == null ? this : new Deletion(table, where, new Archive(archive.table(), columns), pacing);
    }

    /**
     * Gives the columns that are moved as one text, such as {@code id, "User"}: all of the table. The archive computes those
     * that it generates itself.
     */
    public static String columnsToMove(QualifiedName table, QualifiedName archive) {
        return "SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM"
                + " pg_catalog.pg_attribute a WHERE a.attrelid OPERATOR(pg_catalog.=) " + CatalogText.oid(table)
                + " AND a.attnum OPERATOR(pg_catalog.>) 0 AND NOT a.attisdropped AND NOT EXISTS (SELECT FROM"
                + " pg_catalog.pg_attribute g WHERE g.attrelid OPERATOR(pg_catalog.=) " + CatalogText.oid(archive)
                + " AND g.attname OPERATOR(pg_catalog.=) a.attname AND g.attgenerated OPERATOR(pg_catalog.<>) '')";
    }

    @Override
    public String predicate() {
        return where == null ? "true" : "(" + where + ")";
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    /**
     * With an archive, one statement that gives one row: how many rows went, and how many came. INSERT … SELECT and DELETE
     * would each see other rows at READ COMMITTED.
     */
    @Override
    public String statement(QualifiedName part, String range) {
        return moved("DELETE FROM " + as(part) + " WHERE " + range + " AND " + predicate());
    }

    /** A DELETE, with the way to the archive around it if there is one. */
    String moved(String delete) {
        return archive == null
                ? delete
                : "WITH online_gone AS (" + delete + " RETURNING " + archive.columns()
                        + "), online_kept AS (INSERT INTO " + archive.table() + " (" + archive.columns()
                        + ") OVERRIDING SYSTEM VALUE SELECT " + archive.columns()
                        + " FROM online_gone RETURNING 1) SELECT (SELECT pg_catalog.count(*) FROM online_gone), (SELECT"
                        + " pg_catalog.count(*) FROM online_kept)";
    }

    @Override
    public boolean keepsRows() {
        return false;
    }

    @Override
    public Event event() {
        return Event.DELETE;
    }

    /** As it is shown to a person: {@code public.product to public.product_old}. */
    @Override
    public String toString() {
        return table + (archive == null ? "" : " to " + archive.table());
    }
}
