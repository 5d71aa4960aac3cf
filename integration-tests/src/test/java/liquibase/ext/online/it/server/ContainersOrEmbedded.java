package liquibase.ext.online.it.server;

import java.util.Map;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;

/** Containers where their image can be had, embedded binaries where it cannot: an engine is not yet an image. */
final class ContainersOrEmbedded implements ServerSource {
    private static final System.Logger LOG = System.getLogger(ContainersOrEmbedded.class.getName());

    @Override
    public PostgresServer start(int major, Map<String, String> settings) {
        try {
            return new ContainerServers().start(major, settings);
        } catch (ContainerFetchException | ContainerLaunchException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "PostgreSQL {0} from embedded binaries, because its container did not start: {1}",
                    major,
                    e.getMessage());
            return new EmbeddedServers().start(major, settings);
        }
    }
}
