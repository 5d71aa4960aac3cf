package liquibase.ext.online.plan;

/** How a message names a row without showing the rest of it. */
final class SampleKey {
    private SampleKey() {}

    /** The primary key of a row as text, such as {@code id=7}; its place in the file where there is none. */
    static String of(String alias) {
        return "coalesce((SELECT string_agg(a.attname || '=' || (to_jsonb(" + alias
                + ".*) ->> a.attname), ', ' ORDER BY"
                + " a.attnum) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)"
                + " WHERE i.indrelid = " + alias + ".tableoid AND i.indisprimary), 'ctid=' || " + alias + ".ctid)";
    }
}
