package liquibase.ext.online.it.traffic;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import liquibase.ext.online.it.server.TestDatabase;

/**
 * A bulk load of a table that the application does not use: as much work for disk and processor as a change is, without
 * any of its locks. What clients wait beside it is what this machine makes them wait.
 */
public final class BulkLoad {
    private static final int BATCH = 5_000;

    private BulkLoad() {}

    /** Loads so many rows in batches, builds an index over them and drops all of it again. */
    public static void beside(TestDatabase database, long rows) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bulk_load (id bigint PRIMARY KEY, name text, sku text)");
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO bulk_load SELECT n, 'Product ' || n, 'PROD-' || n FROM generate_series(?, ?) n")) {
                for (long first = 1; first <= rows; first += BATCH) {
                    insert.setLong(1, first);
                    insert.setLong(2, Math.min(first + BATCH - 1, rows));
                    insert.executeUpdate();
                }
            }
            statement.execute("CREATE INDEX ON bulk_load (sku)");
            statement.execute("DROP TABLE bulk_load");
        }
    }
}
