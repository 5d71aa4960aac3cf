package liquibase.ext.online.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import liquibase.ext.online.it.server.TestDatabase;

/**
 * A bulk load of a table that the application does not use: as much work for disk and processor as the changes are,
 * without any of their locks. What clients wait beside it is what this machine makes them wait.
 */
final class Neighbour {
    private static final int BATCH = 5_000;

    private Neighbour() {}

    static void load(TestDatabase database, long rows) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE neighbour (id bigint PRIMARY KEY, name text, sku text)");
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO neighbour SELECT n, 'Product ' || n, 'PROD-' || n FROM generate_series(?, ?) n")) {
                for (long first = 1; first <= rows; first += BATCH) {
                    insert.setLong(1, first);
                    insert.setLong(2, Math.min(first + BATCH - 1, rows));
                    insert.executeUpdate();
                }
            }
            statement.execute("CREATE INDEX ON neighbour (sku)");
            statement.execute("DROP TABLE neighbour");
        }
    }
}
