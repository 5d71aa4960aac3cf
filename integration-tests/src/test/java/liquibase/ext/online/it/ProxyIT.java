package liquibase.ext.online.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.Proxy;
import liquibase.ext.online.it.server.TestDatabase;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether the network of the tests is as slow as it is told, and as dead. */
@Tag("alone")
class ProxyIT {
    @Test
    void aRoundTripTakesTwiceTheDelayWhateverIsSentInIt() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase();
                Proxy network = new Proxy(database.server());
                Connection connection = DriverManager.getConnection(network.url(database))) {
            network.delay(Duration.ofMillis(50));
            Duration together = time(connection, "SELECT 1; SELECT 2; SELECT 3");
            Duration apart = time(connection, "SELECT 1", "SELECT 2", "SELECT 3");
            assertThat(together).isBetween(Duration.ofMillis(100), apart);
            assertThat(apart).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void aCutEndsConnectionsAndLetsNobodyInUntilItIsMended() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase();
                Proxy network = new Proxy(database.server())) {
            String url = network.url(database);
            try (Connection connection = DriverManager.getConnection(url)) {
                connection.createStatement().execute("SELECT 1");
                network.cut();
                assertThatThrownBy(() -> connection.createStatement().execute("SELECT 1"))
                        .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
                        .returns("08006", SQLException::getSQLState);
            }
            assertThatThrownBy(() -> DriverManager.getConnection(url)).isInstanceOf(SQLException.class);

            network.restore();
            DriverManager.getConnection(url).close();
        }
    }

    private static Duration time(Connection connection, String... statements) throws SQLException {
        long begin = System.nanoTime();
        for (String sql : statements) {
            connection.createStatement().execute(sql);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
