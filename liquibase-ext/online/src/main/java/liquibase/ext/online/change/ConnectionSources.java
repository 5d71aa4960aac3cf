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
        } else {
            password(connection)
                    .ifPresent(password ->
                            sources.add(configured(connection.getURL(), login(connection), password.orElse(null))));
        }
        return sources;
    }

    /**
     * The password that another extension's connection tells: empty when it tells nothing, and empty within when there is
     * none. Liquibase's commercial extension, which the Maven plugin brings along, has such a class in place of ours.
     */
    private static Optional<Optional<String>> password(JdbcConnection connection) {
        try {
            Object told = connection.getClass().getMethod("getPassword").invoke(connection);
            return Optional.of(Optional.ofNullable((String) told));
        } catch (ReflectiveOperationException | ClassCastException tellsNothing) {
            return Optional.empty();
        }
    }

    /** As the driver knows it, which may have it from the URL. */
    private static @Nullable String login(JdbcConnection connection) {
        try {
            return connection.getUnderlyingConnection().getMetaData().getUserName();
        } catch (SQLException unknown) {
            return null;
        }
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

    /** The same properties, with a bound to the time that a server may take which answers nothing, unless there is one. */
    static Properties inTime(Properties properties) {
        Properties bounded = (Properties) properties.clone();
        bounded.putIfAbsent("loginTimeout", "30");
        return bounded;
    }

    /** Liquibase may have a driver in a class loader that DriverManager does not look into. */
    private static Connection connect(List<Driver> drivers, String url, Properties properties) throws SQLException {
        for (Driver driver : drivers) {
            Connection connection = driver.acceptsURL(url) ? driver.connect(url, inTime(properties)) : null;
            if (connection != null) {
                return connection;
            }
        }
        return DriverManager.getConnection(url, properties);
    }
}
