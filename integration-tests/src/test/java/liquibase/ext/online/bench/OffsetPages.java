package liquibase.ext.online.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Pages in the order of the key, each found by counting from the start of the table. */
final class OffsetPages extends Rival {
    private static final int BATCH = 5_000;

    OffsetPages() {
        super("OFFSET pages of " + BATCH, 10);
    }

    @Override
    void loop(Connection connection, Batches batches) throws SQLException {
        try (PreparedStatement key =
                        connection.prepareStatement("SELECT id FROM product ORDER BY id LIMIT 1 OFFSET ?");
                PreparedStatement update =
                        connection.prepareStatement(Product.FILL + " WHERE id BETWEEN ? AND ? AND sku IS NULL")) {
            while (batches.goOn()) {
                update.setObject(1, keyAt(key, batches.rows()));
                update.setObject(2, keyAt(key, batches.rows() + BATCH - 1));
                batches.add(update.executeUpdate());
            }
        }
    }

    private static Object keyAt(PreparedStatement select, long offset) throws SQLException {
        select.setLong(1, offset);
        try (ResultSet key = select.executeQuery()) {
            if (!key.next()) {
                throw new IllegalStateException("The table ends before row " + offset);
            }
            return key.getObject(1);
        }
    }
}
