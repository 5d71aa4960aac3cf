package liquibase.ext.online.it.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Servers from the binaries that the build copied out of Maven artifacts. */
final class EmbeddedServers implements ServerSource {
    private static final boolean NEEDS_OTHER_USER = LocalServer.isNeeded();

    @Override
    public PostgresServer start(int major, Map<String, String> settings) {
        try {
            return start(major, settings, DataFolder.inMemory());
        } catch (IOException e) {
            throw new UncheckedIOException("No folder for the data of embedded PostgreSQL " + major, e);
        }
    }

    /** Starts a server with its data in this folder, which must be empty and is deleted at the end. */
    PostgresServer start(int major, Map<String, String> settings, Path data) {
        if (NEEDS_OTHER_USER) {
            try {
                LocalServer server = new LocalServer(major, settings, data);
                return new PostgresServer(major, "embedded, as another user", server.url(), server);
            } catch (IOException e) {
                throw new UncheckedIOException("embedded PostgreSQL " + major + " did not start", e);
            }
        }
        EmbeddedPostgres.Builder builder = builder(major).setDataDirectory(data);
        settings.forEach(builder::setServerConfig);
        return start(major, builder);
    }

    /**
     * Starts a standby that has no primary: a data folder that a server left in order, told to wait for more. It
     * replays what is there and takes reads only.
     */
    PostgresServer startStandby(int major, Path dataFolder) throws IOException {
        start(major, builder(major).setDataDirectory(dataFolder).setCleanDataDirectory(false))
                .close();
        Files.createFile(dataFolder.resolve("standby.signal"));
        return startOn(major, dataFolder);
    }

    /** Starts a server on the data that is in the folder. */
    PostgresServer startOn(int major, Path dataFolder) {
        return start(major, builder(major).setDataDirectory(dataFolder).setCleanDataDirectory(false));
    }

    private static EmbeddedPostgres.Builder builder(int major) {
        return EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, machine) -> Binaries.open(major))
                .setPGStartupWait(Duration.ofMinutes(2));
    }

    private static PostgresServer start(int major, EmbeddedPostgres.Builder builder) {
        try {
            EmbeddedPostgres server = builder.start();
            return new PostgresServer(major, "embedded", server.getJdbcUrl("postgres", "postgres"), server);
        } catch (IOException e) {
            throw new UncheckedIOException("Embedded PostgreSQL " + major + " did not start", e);
        }
    }
}
