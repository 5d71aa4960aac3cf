package liquibase.ext.online.it.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/** Servers from the binaries that the build copied out of Maven artifacts. */
final class EmbeddedServers implements ServerSource {
    private static final boolean NEEDS_OTHER_USER = OtherUserServer.isNeeded();

    @Override
    public PostgresServer start(int major, Map<String, String> settings) {
        try {
            if (NEEDS_OTHER_USER) {
                OtherUserServer server = new OtherUserServer(major, settings);
                return new PostgresServer(major, "embedded, as another user", server.url(), server);
            }
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setPgBinaryResolver((system, machine) -> Binaries.open(major))
                    .setPGStartupWait(Duration.ofMinutes(2));
            settings.forEach(builder::setServerConfig);
            EmbeddedPostgres server = builder.start();
            return new PostgresServer(major, "embedded", server.getJdbcUrl("postgres", "postgres"), server);
        } catch (IOException e) {
            throw new UncheckedIOException("Embedded PostgreSQL " + major + " did not start", e);
        }
    }
}
