package liquibase.ext.online.lint.catalog;

/** The queries over the system catalogs that {@link SnapshotReader} runs. */
final class SnapshotQueries {
    private static final String OF_USERS = " n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' ";

    static final String SESSION = "SELECT pg_catalog.current_database() AS database,"
            + " pg_catalog.current_schemas(false)::pg_catalog.text[] AS schemas";

    /** With its schema unless it comes with PostgreSQL, so that no search_path is needed to understand it. */
    private static String type(String oid, String modifier) {
        return "(SELECT CASE WHEN tn.nspname = 'pg_catalog' THEN format_type(" + oid + ", " + modifier + ")"
                + " ELSE quote_ident(tn.nspname) || '.' || quote_ident(ty.typname)"
                + " || CASE WHEN e.oid IS NULL THEN '' ELSE '[]' END END"
                + " FROM pg_type o LEFT JOIN pg_type e ON e.oid = o.typelem AND e.typarray = o.oid"
                + " JOIN pg_type ty ON ty.oid = coalesce(e.oid, o.oid) JOIN pg_namespace tn ON tn.oid = ty.typnamespace"
                + " WHERE o.oid = " + oid + ")";
    }

    private static String names(String keys, String table) {
        return "(SELECT array_agg(a.attname::text ORDER BY k.i) FROM unnest(" + keys + ") WITH ORDINALITY k (n, i)"
                + " JOIN pg_attribute a ON a.attrelid = " + table + " AND a.attnum = k.n)";
    }

    static final String TABLES = "SELECT c.oid, n.nspname, c.relname, CASE WHEN c.relkind = 'p' THEN"
            + " pg_get_partkeydef(c.oid) END AS partition_by, pg_get_expr(c.relpartbound, c.oid) AS bound,"
            + " coalesce(s.spcname, 'pg_default') AS tablespace, coalesce(m.amname, 'heap') AS method,"
            + " c.reltuples::bigint AS rows, pg_table_size(c.oid) AS bytes"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace LEFT JOIN pg_am m ON m.oid = c.relam"
            + " WHERE c.relkind IN ('r', 'p', 'f') AND" + OF_USERS + "ORDER BY n.nspname, c.relname";

    static final String COLUMNS = "SELECT a.attrelid, a.attname, " + type("a.atttypid", "a.atttypmod") + " AS type,"
            + " a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint nn WHERE nn.conrelid = a.attrelid"
            + " AND nn.contype = 'n' AND nn.conkey = ARRAY[a.attnum] AND NOT nn.convalidated) AS not_null,"
            + " pg_get_expr(d.adbin, d.adrelid) AS expression, a.attidentity, a.attgenerated,"
            + " coalesce(pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%' AND EXISTS (SELECT FROM pg_depend p"
            + " WHERE p.classid = 'pg_class'::regclass AND p.refclassid = 'pg_class'::regclass"
            + " AND p.refobjid = a.attrelid AND p.refobjsubid = a.attnum AND p.deptype = 'a'), false) AS serial,"
            + " CASE WHEN a.attcollation <> t.typcollation THEN (SELECT quote_ident(o.collname) FROM pg_collation o"
            + " WHERE o.oid = a.attcollation) END AS collation"
            + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " JOIN pg_type t ON t.oid = a.atttypid"
            + " LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
            + " WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND" + OF_USERS
            + "ORDER BY a.attrelid, a.attnum";

    static final String PARENTS = "SELECT i.inhrelid, n.nspname, p.relname FROM pg_inherits i JOIN pg_class p"
            + " ON p.oid = i.inhparent AND p.relkind IN ('r', 'p') JOIN pg_namespace n ON n.oid = p.relnamespace"
            + " ORDER BY i.inhrelid, i.inhseqno";

    static final String TRIGGERS =
            "SELECT t.tgrelid, t.tgname FROM pg_trigger t WHERE NOT t.tgisinternal ORDER BY t.tgrelid, t.tgname";

    static final String VIEWS = "SELECT c.oid, n.nspname, c.relname, c.relkind = 'm' AS materialized FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm') AND" + OF_USERS
            + "ORDER BY n.nspname, c.relname";

    static final String READS = "SELECT r.ev_class, n.nspname, c.relname, array_remove(array_agg(DISTINCT"
            + " a.attname::text), NULL) AS columns FROM pg_rewrite r JOIN pg_depend d ON d.objid = r.oid"
            + " AND d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass"
            + " AND d.refobjid <> r.ev_class JOIN pg_class c ON c.oid = d.refobjid AND c.relkind IN"
            + " ('r', 'p', 'f', 'v', 'm') JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_attribute a"
            + " ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid AND a.attnum > 0"
            + " WHERE r.rulename = '_RETURN' GROUP BY r.ev_class, n.nspname, c.relname ORDER BY 1, 2, 3";

    static final String SEQUENCES = "SELECT n.nspname, c.relname, tn.nspname AS owner_schema, t.relname AS owner_table,"
            + " a.attname AS owner_column FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid"
            + " AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')"
            + " LEFT JOIN pg_class t ON t.oid = d.refobjid LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace"
            + " LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid"
            + " WHERE c.relkind = 'S' AND" + OF_USERS + "ORDER BY n.nspname, c.relname";

    static final String TYPES = "SELECT n.nspname, t.typname, t.typtype, t.typnotnull,"
            + " CASE WHEN t.typtype = 'd' THEN " + type("t.typbasetype", "t.typtypmod") + " END AS base,"
            + " (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)"
            + " AS labels, (SELECT array_agg(left(c.convalidated::text, 1) || c.conname ORDER BY c.conname)"
            + " FROM pg_constraint c WHERE c.contypid = t.oid AND c.contype = 'c') AS checks"
            + " FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class r ON r.oid = t.typrelid"
            + " WHERE t.typelem = 0 AND (r.oid IS NULL OR r.relkind = 'c') AND t.typtype <> 'm' AND" + OF_USERS
            + "ORDER BY n.nspname, t.typname";

    static final String FUNCTIONS = "SELECT p.proname, bool_and(p.provolatile <> 'v') FROM pg_proc p"
            + " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE" + OF_USERS
            + "GROUP BY p.proname ORDER BY p.proname";

    private SnapshotQueries() {}

    /** A foreign key to a partitioned table has further entries for its partitions, which are left out. */
    static String constraints(int major) {
        return "SELECT c.conrelid, c.conname, c.contype, c.convalidated, c.connoinherit,"
                + (major >= 18 ? " c.conenforced" : " true") + " AS enforced, "
                + names("c.conkey", "c.conrelid") + " AS columns, " + names("c.confkey", "c.confrelid")
                + " AS ref_columns, CASE c.contype WHEN 'c' THEN pg_get_expr(c.conbin, c.conrelid)"
                + " WHEN 'x' THEN substr(pg_get_constraintdef(c.oid), 9) END AS expression,"
                + " rn.nspname AS ref_schema, r.relname AS ref_table FROM pg_constraint c"
                + " JOIN pg_namespace n ON n.oid = c.connamespace LEFT JOIN pg_class r ON r.oid = c.confrelid"
                + " LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace LEFT JOIN pg_constraint p ON p.oid = c.conparentid"
                + " WHERE c.conrelid <> 0 AND c.contype IN ('p', 'u', 'c', 'f', 'n', 'x')"
                + " AND (c.contype <> 'f' OR p.oid IS NULL OR p.conrelid <> c.conrelid) AND" + OF_USERS
                + "ORDER BY c.conrelid, c.conname";
    }

    static String indexes(int major) {
        return "SELECT i.indrelid, c.relname, i.indisunique, i.indisvalid,"
                + (major >= 15 ? " i.indnullsnotdistinct" : " false") + " AS nulls_not_distinct, m.amname AS method,"
                + " (SELECT array_agg(pg_get_indexdef(i.indexrelid, k, false) ORDER BY k) FROM"
                + " generate_series(1, i.indnkeyatts) k) AS keys,"
                + " (SELECT array_agg(coalesce(a.attname::text, '') ORDER BY k) FROM generate_series(1, i.indnkeyatts) k"
                + " LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1] AND a.attnum > 0)"
                + " AS columns, (SELECT array_agg(a.attname::text ORDER BY k) FROM"
                + " generate_series(i.indnkeyatts + 1, i.indnatts) k JOIN pg_attribute a"
                + " ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1]) AS include,"
                + " pg_get_expr(i.indpred, i.indrelid) AS predicate, pn.nspname AS parent_schema,"
                + " p.relname AS parent_index FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_am m ON m.oid = c.relam"
                + " LEFT JOIN pg_inherits h ON h.inhrelid = c.oid LEFT JOIN pg_class p ON p.oid = h.inhparent"
                + " LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE" + OF_USERS
                + "ORDER BY i.indrelid, c.relname";
    }
}
