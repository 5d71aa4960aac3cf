package liquibase.ext.online.it.server;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** Servers in containers of the image {@code postgres:<major>}. */
final class ContainerServers implements ServerSource {
    private static final System.Logger LOG = System.getLogger(ContainerServers.class.getName());
    private static final boolean USABLE = engineAnswers();

    /** Whether a Docker engine answers and Testcontainers can work with it; found out once. */
    static boolean usable() {
        return USABLE;
    }

    private static boolean engineAnswers() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (ContainerFetchException | ContainerLaunchException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A Docker engine answers, but the helper container of Testcontainers does not start"
                            + " (TESTCONTAINERS_RYUK_DISABLED=true goes without): {0}",
                    e.getMessage());
            return false;
        }
    }

    @Override
    public PostgresServer start(int major, Map<String, String> settings) {
        String image = "postgres:" + major;
        ensureLocal(image, String.valueOf(major));
        List<String> command = new ArrayList<>(List.of("postgres"));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        PostgreSQLContainer container =
                new PostgreSQLContainer(DockerImageName.parse(image)).withCommand(command.toArray(String[]::new));
        container.start();
        String url = "jdbc:postgresql://%s:%d/%s?user=%s&password=%s"
                .formatted(
                        container.getHost(),
                        container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                        container.getDatabaseName(),
                        container.getUsername(),
                        container.getPassword());
        return new PostgresServer(major, "Testcontainers", url, container::close);
    }

    /** Pulls once; Testcontainers itself would ask an unreachable registry again and again for two minutes. */
    private static void ensureLocal(String image, String tag) {
        DockerClient client = DockerClientFactory.instance().client();
        try {
            client.inspectImageCmd(image).exec();
        } catch (NotFoundException absent) {
            try {
                boolean pulled =
                        client.pullImageCmd("postgres").withTag(tag).start().awaitCompletion(5, TimeUnit.MINUTES);
                if (!pulled) {
                    throw new ContainerFetchException("Image " + image + " did not come within 5 minutes");
                }
            } catch (DockerException e) {
                throw new ContainerFetchException("Image " + image + " cannot be had: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ContainerFetchException("Interrupted while pulling " + image, e);
            }
        }
    }
}
