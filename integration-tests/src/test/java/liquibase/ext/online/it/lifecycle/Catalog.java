package liquibase.ext.online.it.lifecycle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.ext.online.it.server.TestDatabase;

/** Schema and rows of a database as sorted lines, without what Liquibase keeps for itself. */
public final class Catalog {
    private static final String OURS =
            " n.nspname !~ '^(pg_|information_schema)' AND c.relname !~ '^databasechangelog' ";

    private static final List<String> SCHEMA = List.of("""
            SELECT format('relation %s kind=%s owner=%s options=%s bound=%s comment=%s', c.oid::regclass, c.relkind,
              c.relowner::regrole, c.reloptions, pg_get_expr(c.relpartbound, c.oid), obj_description(c.oid, 'pg_class'))
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE""" + OURS, """
            SELECT format('column %s.%I %s%s default=%s identity=%s generated=%s collation=%s local=%s comment=%s',
              c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN ' NOT NULL' END,
              pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated, nullif(a.attcollation, 0)::regcollation,
              a.attislocal, col_description(c.oid, a.attnum))
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
            WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND""" + OURS, """
            SELECT format('constraint %s %I %s %s deferrable=%s/%s inherited=%s index=%s', c.oid::regclass, k.conname,
              pg_get_constraintdef(k.oid), CASE WHEN k.convalidated THEN 'valid' ELSE 'NOT VALID' END, k.condeferrable,
              k.condeferred, k.coninhcount, nullif(k.conindid, 0)::regclass)
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE""" + OURS, """
            SELECT format('index %s %s %s parent=%s', pg_get_indexdef(c.oid),
              CASE WHEN i.indisvalid THEN 'valid' ELSE 'INVALID' END, CASE WHEN NOT i.indisready THEN 'not ready' END,
              (SELECT h.inhparent::regclass FROM pg_inherits h WHERE h.inhrelid = c.oid))
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE""" + OURS, """
            SELECT format('partition %s of %s', h.inhrelid::regclass, h.inhparent::regclass) FROM pg_inherits h JOIN pg_class c
              ON c.oid = h.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND""" + OURS);

    private static final String TABLES =
            "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND"
                    + OURS + "ORDER BY 1";

    private Catalog() {}

    /** Every relation, column, constraint, index and partition. */
    static List<String> schema(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            return schema(connection);
        }
    }

    /** The same, as one session sees it. */
    public static List<String> schema(Connection connection) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String query : SCHEMA) {
            lines.addAll(strings(connection, query));
        }
        return lines.stream().sorted().toList();
    }

    /** Every row as JSON; of the columns that vary no more than which rows have a value, and how many differ. */
    static List<String> data(TestDatabase database, Set<String> varying) throws SQLException {
        try (Connection connection = database.connect()) {
            return data(connection, varying);
        }
    }

    /** The same, as one session sees it. */
    public static List<String> data(Connection connection, Set<String> varying) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String table : strings(connection, TABLES)) {
            String row = "to_jsonb(t)";
            for (String column : varying) {
                row +=
                        " || CASE WHEN to_jsonb(t) ? '%1$s' THEN jsonb_build_object('%1$s', to_jsonb(t) -> '%1$s' <> 'null') ELSE '{}' END"
                                .formatted(column)
                                .replace("?", "??");
                lines.addAll(strings(
                        connection,
                        "SELECT '%1$s %2$s ' || count(DISTINCT to_jsonb(t) -> '%2$s') FROM %1$s AS t"
                                .formatted(table, column)));
            }
            lines.addAll(
                    strings(connection, "SELECT '" + table + " ' || (" + row + ")::text FROM ONLY " + table + " AS t"));
        }
        return lines.stream().sorted().toList();
    }

    /** The first column of a query. */
    public static List<String> strings(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> lines = new ArrayList<>();
            while (result.next()) {
                lines.add(result.getString(1));
            }
            return lines;
        }
    }

    /** The same on a connection of its own. */
    public static List<String> strings(TestDatabase database, String query) throws SQLException {
        try (Connection connection = database.connect()) {
            return strings(connection, query);
        }
    }

    /** The changeSets that have run. */
    static String history(TestDatabase database) throws SQLException {
        return strings(database, "SELECT to_jsonb(t)::text FROM databasechangelog t ORDER BY orderexecuted").stream()
                .collect(Collectors.joining("\n"));
    }
}
