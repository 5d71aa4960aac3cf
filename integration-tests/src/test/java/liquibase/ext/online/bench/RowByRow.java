package liquibase.ext.online.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a loop over the objects of an ORM sends: a batch of rows without a value, one UPDATE for each, a commit. */
final class RowByRow extends Rival {
    private static final int BATCH = 1_000;

    RowByRow() {
        super("ORM loop of " + BATCH, 10);
    }

    @Override
    void loop(Connection connection, Batches batches) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT id FROM product WHERE sku IS NULL LIMIT " + BATCH);
                PreparedStatement update = connection.prepareStatement("UPDATE product SET sku = ? WHERE id = ?")) {
            while (batches.goOn()) {
                List<Object> ids = ids(select);
                for (Object id : ids) {
                    update.setString(1, "PROD-" + id);
                    update.setObject(2, id);
                    update.executeUpdate();
                }
                connection.commit();
                batches.add(ids.size());
            }
        }
    }

    private static List<Object> ids(PreparedStatement select) throws SQLException {
        List<Object> ids = new ArrayList<>(BATCH);
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getObject(1));
            }
        }
        return ids;
    }
}
