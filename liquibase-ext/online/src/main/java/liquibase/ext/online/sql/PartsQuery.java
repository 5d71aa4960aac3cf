package liquibase.ext.online.sql;

/** How SQL names a table together with all that inherits from it or is a partition of it, at whatever depth. */
public final class PartsQuery {
    private PartsQuery() {}

    /**
     * The beginning of a query, behind which {@code parts (oid)} is the table and its parts.
     *
     * @param table an expression that gives the table's oid or regclass
     */
    public static String with(String table) {
        return "WITH RECURSIVE parts (oid) AS (SELECT " + table + "::pg_catalog.oid UNION SELECT h.inhrelid FROM"
                + " pg_catalog.pg_inherits h JOIN parts ON h.inhparent OPERATOR(pg_catalog.=) parts.oid) ";
    }

    /** A list of the oids, in parentheses, for IN. */
    public static String oids(String table) {
        return "(" + with(table) + "SELECT oid FROM parts)";
    }
}
