package liquibase.ext.online.it.server;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A running PostgreSQL server of one major version. Servers are started on first use, once per JVM and major, tuned for
 * speed and not for safety, and stopped when the JVM ends.
 *
 * <p>Where a server comes from: the system property {@code postgres.url} or the environment variable
 * {@code POSTGRES_URL}; else Testcontainers if a Docker engine answers; else embedded binaries.
 * {@code -Dpostgres.server=testcontainers} or {@code embedded} allows one of them only.
 */
public final class PostgresServer implements Closeable {
    /** The major that tests run on unless they are about versions. */
    public static final int USUAL_MAJOR = 17;

    private static final Map<String, String> FAST = Map.of(
            "fsync", "off",
            "full_page_writes", "off",
            "synchronous_commit", "off",
            "max_connections", "200",
            "max_prepared_transactions", "5",
            "max_wal_size", "256MB");
    private static final Map<Integer, PostgresServer> SHARED = new ConcurrentHashMap<>();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final int major;
    private final String origin;
    private final JdbcUrl url;
    private final Closeable process;

    PostgresServer(int major, String origin, String url, Closeable process) {
        this.major = major;
        this.origin = origin;
        this.url = JdbcUrl.parse(url);
        this.process = process;
    }

    /** The shared server of this major; skips the calling test if a server was given and is of another major. */
    public static PostgresServer of(int major) {
        return SHARED.computeIfAbsent(major, wanted -> ServerSource.chosen().start(wanted, FAST));
    }

    /** The shared server that tests run on unless they are about versions: the given one, or 17. */
    public static PostgresServer usual() {
        return of(GivenServer.major().orElse(USUAL_MAJOR));
    }

    /**
     * Starts a server from embedded binaries that nobody else uses, with its data on disk, these settings and otherwise
     * PostgreSQL's defaults.
     */
    public static PostgresServer startOwn(int major, Map<String, String> settings) throws IOException {
        return new EmbeddedServers().start(major, settings, DataFolder.onDisk());
    }

    /** Starts a standby from embedded binaries; its database {@code postgres} is empty. */
    public static PostgresServer startStandby(int major, Path dataFolder) throws IOException {
        return new EmbeddedServers().startStandby(major, dataFolder);
    }

    /** The URL of the database that every server has. */
    public String adminUrl() {
        return url.to("postgres");
    }

    public int major() {
        return major;
    }

    /** Makes an empty database with a name that no other run uses. */
    public TestDatabase freshDatabase() throws SQLException {
        return database("CREATE DATABASE %s");
    }

    /** Makes a copy of a database that nobody is connected to. */
    public TestDatabase copyOf(TestDatabase template) throws SQLException {
        return database("CREATE DATABASE %s TEMPLATE " + template.name());
    }

    private TestDatabase database(String create) throws SQLException {
        String name = "it_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        admin(create.formatted(name));
        return new TestDatabase(this, name, url.to(name));
    }

    void admin(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(adminUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Stops the server; for servers from {@link #startOwn} only, shared ones live as long as the JVM. */
    @Override
    public void close() throws IOException {
        process.close();
    }

    @Override
    public String toString() {
        return "PostgreSQL " + major + " (" + origin + ")";
    }
}
