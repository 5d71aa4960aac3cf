package liquibase.ext.online.it.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.it.traffic.Traffic;

/** What an application does with the table {@code orders}: 100 reads and 50 writes of one row a second. */
final class Application {
    static final int ROWS = 50_000;

    private Application() {}

    static Traffic on(TestDatabase database) {
        return Traffic.on(database.dataSource())
                .readers(
                        2,
                        100,
                        (connection, random) -> onSomeRow(connection, random, "SELECT n FROM orders WHERE id = ?"))
                .writers(
                        2,
                        50,
                        (connection, random) ->
                                onSomeRow(connection, random, "UPDATE orders SET n = n + 1 WHERE id = ?"));
    }

    private static void onSomeRow(Connection connection, SplittableRandom random, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, 1 + random.nextInt(ROWS));
            statement.execute();
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static boolean holds(Connection connection, String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + condition)) {
            result.next();
            return result.getBoolean(1);
        }
    }
}
