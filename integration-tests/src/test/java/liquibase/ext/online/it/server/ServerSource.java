package liquibase.ext.online.it.server;

import java.util.Map;

/** A way to get at a PostgreSQL server. */
interface ServerSource {
    /** Gives a running server of this major, or throws: there is no half-started one. */
    PostgresServer start(int major, Map<String, String> settings);

    /** The source that the environment of this JVM asks for. */
    static ServerSource chosen() {
        if (GivenServer.major().isPresent()) {
            return new GivenServer();
        }
        String wanted = System.getProperty("postgres.server", "");
        return switch (wanted) {
            case "testcontainers" -> new ContainerServers();
            case "embedded" -> new EmbeddedServers();
            case "" -> ContainerServers.usable() ? new ContainersOrEmbedded() : new EmbeddedServers();
            default ->
                throw new IllegalArgumentException(
                        "postgres.server is '" + wanted + "'; it can be testcontainers or embedded");
        };
    }
}
