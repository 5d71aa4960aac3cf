package liquibase.ext.online.it.lint;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Fills every empty table with a few rows, as far as its constraints let rows of that kind in. */
final class Rows {
    private static final int COUNT = 20;
    private static final String COLUMNS = """
            SELECT format('INSERT INTO %%s (%%s) SELECT %%s FROM generate_series(1, %d) g', c.oid::regclass,
                string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
                string_agg(CASE
                    WHEN t.typcategory = 'N' THEN 'g' WHEN t.typcategory = 'B' THEN 'g %% 2 = 0'
                    WHEN t.typcategory = 'D' THEN format('(date ''2026-01-01'' + g)::%%s', format_type(t.oid, NULL))
                    WHEN t.typname = 'uuid' THEN 'md5(g::text)::uuid' WHEN t.typname IN ('json', 'jsonb') THEN '''{}'''
                    WHEN t.typname = 'bytea' THEN 'convert_to(g::text, ''UTF8'')'
                    WHEN t.typtype = 'e' THEN (SELECT quote_literal(min(enumlabel)) FROM pg_enum WHERE enumtypid = t.oid)
                    WHEN t.typcategory IN ('S', 'U') THEN 'left(g::text, ' || CASE WHEN a.atttypmod > 4
                        THEN a.atttypmod - 4 ELSE 20 END || ')'
                    ELSE 'NULL' END || '::' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum))
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                AND a.attidentity = '' AND a.attgenerated = '' JOIN pg_type t ON t.oid = a.atttypid
            WHERE c.relkind = 'r' AND c.relnamespace NOT IN ('pg_catalog'::regnamespace,
                'information_schema'::regnamespace) AND pg_relation_size(c.oid) = 0
            GROUP BY c.oid ORDER BY c.oid""".formatted(COUNT);

    private Rows() {}

    /** Tables that take none stay empty. */
    static void fill(Connection connection) throws SQLException {
        List<String> inserts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(COLUMNS)) {
            while (result.next()) {
                inserts.add(result.getString(1));
            }
        }
        for (String insert : inserts) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(insert);
            } catch (SQLException refused) {
                if (refused.getSQLState() == null || !refused.getSQLState().matches("2[23].*|42.*|P0001")) {
                    throw refused;
                }
            }
        }
    }
}
