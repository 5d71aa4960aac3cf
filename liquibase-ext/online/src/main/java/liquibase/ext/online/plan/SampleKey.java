package liquibase.ext.online.plan;

/** How a message names a row without showing the rest of it. */
public final class SampleKey {
    private SampleKey() {}

    /** In whatever search_path: the primary key of a row as text, such as {@code id=7}; its place in the file where there is none. */
    public static String of(String alias) {
        return "coalesce((SELECT pg_catalog.string_agg(pg_catalog.concat(a.attname, '=', pg_catalog.to_jsonb(" + alias
                + ".*) OPERATOR(pg_catalog.->>) a.attname), ', ' ORDER BY a.attnum) FROM pg_catalog.pg_index i JOIN"
                + " pg_catalog.pg_attribute a ON a.attrelid OPERATOR(pg_catalog.=) i.indrelid AND a.attnum"
                + " OPERATOR(pg_catalog.=) ANY (i.indkey) WHERE i.indrelid OPERATOR(pg_catalog.=) " + alias
                + ".tableoid AND i.indisprimary), pg_catalog.concat('ctid=', " + alias + ".ctid))";
    }
}
