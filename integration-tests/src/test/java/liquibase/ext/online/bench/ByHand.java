package liquibase.ext.online.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What somebody types who knows how to change a table online, statement by statement, each committed on its own. */
final class ByHand {
    private static final int BATCH = 5_000;

    private static final String[] UNIQUE = {
        "CREATE UNIQUE INDEX CONCURRENTLY product_sku_key ON product (sku)",
        "ALTER TABLE product ADD CONSTRAINT product_sku_key UNIQUE USING INDEX product_sku_key"
    };
    private static final String[] NOT_NULL = {
        "ALTER TABLE product ADD CONSTRAINT sku_there CHECK (sku IS NOT NULL) NOT VALID",
        "ALTER TABLE product VALIDATE CONSTRAINT sku_there",
        "ALTER TABLE product ALTER sku SET NOT NULL",
        "ALTER TABLE product DROP CONSTRAINT sku_there"
    };
    private static final String[] FOREIGN_KEY = {
        "ALTER TABLE product ADD COLUMN shop_id int DEFAULT 7",
        "ALTER TABLE product ADD CONSTRAINT product_shop_fkey FOREIGN KEY (shop_id) REFERENCES shop (id) NOT VALID",
        "ALTER TABLE product VALIDATE CONSTRAINT product_shop_fkey"
    };

    private ByHand() {}

    static void unique(Connection connection, long rows) throws SQLException {
        run(connection, UNIQUE);
    }

    static void notNull(Connection connection, long rows) throws SQLException {
        run(connection, NOT_NULL);
    }

    static void foreignKey(Connection connection, long rows) throws SQLException {
        run(connection, FOREIGN_KEY);
    }

    /** The column added, filled in batches by the key, unique and NOT NULL. */
    static void demo(Connection connection, long rows) throws SQLException {
        run(connection, "ALTER TABLE product ADD COLUMN sku varchar(40)");
        for (long last = 0; last < rows; last += BATCH) {
            run(
                    connection,
                    "UPDATE product SET sku = 'PROD-' || id WHERE id > " + last + " AND id <= " + (last + BATCH)
                            + " AND sku IS NULL");
        }
        run(connection, UNIQUE);
        run(connection, NOT_NULL);
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : List.of(statements)) {
                statement.execute(sql);
            }
        }
    }
}
