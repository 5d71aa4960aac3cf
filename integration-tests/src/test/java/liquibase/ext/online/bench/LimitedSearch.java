package liquibase.ext.online.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Batches of whatever has no value yet, searched anew each time. */
final class LimitedSearch extends Rival {
    private static final int BATCH = 5_000;

    LimitedSearch() {
        super("IS NULL LIMIT " + BATCH, 25);
    }

    @Override
    void loop(Connection connection, Batches batches) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                Product.FILL + " WHERE id IN (SELECT id FROM product WHERE sku IS NULL LIMIT " + BATCH + ")")) {
            while (batches.goOn()) {
                batches.add(update.executeUpdate());
            }
        }
    }
}
