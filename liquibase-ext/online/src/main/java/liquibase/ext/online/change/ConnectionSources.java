package liquibase.ext.online.change;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import liquibase.Scope;
import liquibase.database.jvm.JdbcConnection;
import liquibase.ext.online.server.ConnectionSource;
import org.jspecify.annotations.Nullable;

/**
 * Where further connections come from: what the application offers, what is configured as {@code liquibase.online.url},
 * {@code username} and {@code password}, and what Liquibase itself was told, in this order.
 */
final class ConnectionSources {
    private ConnectionSources() {}

    /** The sources for a change that runs on this connection; none where nobody said how to connect. */
    static List<ConnectionSource> of(JdbcConnection connection) {
        List<ConnectionSource> sources =
                new ArrayList<>(Scope.getCurrentScope().getServiceLocator().findInstances(ConnectionSource.class));
        String url = OnlineConfiguration.of(Knob.URL);
        String username = OnlineConfiguration.of(Knob.USERNAME);
        if (url != null || username != null) {
            sources.add(configured(
                    url == null ? connection.getURL() : url, username, OnlineConfiguration.of(Knob.PASSWORD)));
        }
        if (connection instanceof ReopenableConnection reopenable) {
            sources.add(reopenable::another);
        }
        return sources;
    }

    private static ConnectionSource configured(String url, @Nullable String username, @Nullable String password) {
        List<Driver> drivers = Scope.getCurrentScope().getServiceLocator().findInstances(Driver.class);
        Properties properties = new Properties();
        if (username != null) {
            properties.setProperty("user", username);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        return () -> Optional.of(connect(drivers, url, properties));
    }

    /** Liquibase may have a driver in a class loader that DriverManager does not look into. */
    private static Connection connect(List<Driver> drivers, String url, Properties properties) throws SQLException {
        for (Driver driver : drivers) {
            Connection connection = driver.acceptsURL(url) ? driver.connect(url, properties) : null;
            if (connection != null) {
                return connection;
            }
        }
        return DriverManager.getConnection(url, properties);
    }
}
