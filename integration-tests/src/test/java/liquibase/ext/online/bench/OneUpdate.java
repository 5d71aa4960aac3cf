package liquibase.ext.online.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** One statement for the whole table: the least work, and every row locked to the end of it. All ratios are to this. */
final class OneUpdate extends Rival {
    static final String NAME = "one UPDATE";

    OneUpdate() {
        super(NAME, 100);
    }

    @Override
    void loop(Connection connection, Batches batches) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            batches.add(statement.executeUpdate(Product.FILL + " WHERE sku IS NULL"));
        }
    }

    @Override
    public boolean judged() {
        return true;
    }
}
