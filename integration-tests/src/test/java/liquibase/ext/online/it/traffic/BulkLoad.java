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

    /** Loads so many rows, fills a column of them in batches, builds an index, and drops all of it again. */
    public static void beside(TestDatabase database, long rows) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bulk_load (id bigint PRIMARY KEY, name text, sku text)");
            inBatches(connection, rows, "INSERT INTO bulk_load SELECT n, 'Product ' || n FROM generate_series(?, ?) n");
            inBatches(connection, rows, "UPDATE bulk_load SET sku = 'PROD-' || id WHERE id BETWEEN ? AND ?");
            statement.execute("CREATE INDEX ON bulk_load (sku)");
            statement.execute("DROP TABLE bulk_load");
        }
    }

    private static void inBatches(Connection connection, long rows, String sql) throws SQLException {
        try (PreparedStatement batch = connection.prepareStatement(sql)) {
            for (long first = 1; first <= rows; first += BATCH) {
                batch.setLong(1, first);
                batch.setLong(2, Math.min(first + BATCH - 1, rows));
                batch.executeUpdate();
            }
        }
    }
}
