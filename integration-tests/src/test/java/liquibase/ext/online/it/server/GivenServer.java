package liquibase.ext.online.it.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalInt;
import org.opentest4j.TestAbortedException;

/** The server that somebody named by URL; its user must be allowed to create databases. */
final class GivenServer implements ServerSource {
    private static final String URL =
            System.getProperty("postgres.url", System.getenv().getOrDefault("POSTGRES_URL", ""));
    private static final OptionalInt MAJOR = URL.isBlank() ? OptionalInt.empty() : OptionalInt.of(ask());

    static OptionalInt major() {
        return MAJOR;
    }

    @Override
    public PostgresServer start(int major, Map<String, String> settings) {
        if (major != MAJOR.orElseThrow()) {
            throw new TestAbortedException("needs PostgreSQL " + major + ", the given server is " + MAJOR.getAsInt());
        }
        return new PostgresServer(major, "given", URL, () -> {});
    }

    private static int ask() {
        try (Connection connection = DriverManager.getConnection(URL)) {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException e) {
            throw new IllegalStateException("The given PostgreSQL server does not answer: " + e.getMessage(), e);
        }
    }
}
