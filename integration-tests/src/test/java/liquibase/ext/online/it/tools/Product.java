package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The changelog that every tool applies, and what a database looks like afterwards. */
final class Product {
    static final String CHANGELOG = "tools/product.xml";

    /** The changeSets that make and fill the table, by stock changes. */
    static final List<String> STOCK = List.of("make-product", "stock-product");

    /** All changeSets, in their order. */
    static final List<String> ALL =
            List.of("make-product", "stock-product", "add-sku", "fill-sku", "unique-sku", "sku-not-null");

    private Product() {}

    /** All changes are there and are recorded; holds on every database. */
    static void assertApplied(Connection connection) throws SQLException {
        assertThat(history(connection)).isEqualTo(ALL);
        assertThat(column(connection, "SELECT sku FROM product ORDER BY id"))
                .containsExactly("PROD-1", "PROD-2", "PROD-3", "PROD-4", "PROD-5");
        assertRefused(connection, "INSERT INTO product (id, sku) VALUES (6, NULL)", "23502");
        assertRefused(connection, "INSERT INTO product (id, sku) VALUES (6, 'PROD-1')", "23505");
    }

    /** Every relation and constraint by its identity, and every line of history: what a second update must leave alone. */
    static List<String> everything(Connection connection) throws SQLException {
        return column(connection, """
                SELECT 'relation ' || oid || ' ' || relname || ' ' || relfilenode FROM pg_class
                WHERE relnamespace = 'public'::regnamespace
                UNION ALL
                SELECT 'constraint ' || oid || ' ' || conname || ' ' || convalidated FROM pg_constraint
                WHERE connamespace = 'public'::regnamespace
                UNION ALL
                SELECT 'history ' || to_jsonb(h)::text FROM databasechangelog h
                UNION ALL
                SELECT 'row ' || to_jsonb(p)::text || p.xmin FROM product p
                ORDER BY 1
                """);
    }

    static List<String> history(Connection connection) throws SQLException {
        return column(connection, "SELECT id FROM databasechangelog ORDER BY orderexecuted");
    }

    static List<String> columns(Connection connection) throws SQLException {
        return column(
                connection,
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'product'"
                        + " ORDER BY ordinal_position");
    }

    private static void assertRefused(Connection connection, String insert, String sqlState) {
        assertThatThrownBy(() -> execute(connection, insert))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<String> column(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
