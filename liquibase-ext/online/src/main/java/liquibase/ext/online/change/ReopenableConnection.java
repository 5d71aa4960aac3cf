package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import liquibase.database.DatabaseConnection;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import org.jspecify.annotations.Nullable;

/**
 * Liquibase's own connection, which in addition remembers how it was opened, so that another can be opened the same way:
 * what the command line, Maven and Gradle were told. Everything else is as in {@link JdbcConnection}.
 */
@AutoService(DatabaseConnection.class)
public final class ReopenableConnection extends JdbcConnection {
    private @Nullable Opening opening;

    /** How a connection was opened. Has no text of its own, as the properties hold a password. */
    private static final class Opening {
        private final String url;
        private final Driver driver;
        private final Properties properties;

        Opening(String url, Driver driver, Properties properties) {
            this.url = url;
            this.driver = driver;
            this.properties = properties;
        }

        @Nullable
        Connection again() throws SQLException {
            return driver.connect(url, ConnectionSources.inTime(properties));
        }
    }

    @Override
    public int getPriority() {
        return super.getPriority() + 1;
    }

    @Override
    public boolean supports(@Nullable String url) {
        return url != null && url.startsWith("jdbc:postgresql:");
    }

    @Override
    public void open(String url, Driver driver, Properties properties) throws DatabaseException {
        Properties asGiven = (Properties) properties.clone();
        super.open(url, driver, properties);
        opening = new Opening(url, driver, asGiven);
    }

    /** A connection opened as this one was; empty if this one was not opened by Liquibase. */
    Optional<Connection> another() throws SQLException {
        return opening == null ? Optional.empty() : Optional.ofNullable(opening.again());
    }

    /** Of two connections that are the same, one may remember more. */
    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
