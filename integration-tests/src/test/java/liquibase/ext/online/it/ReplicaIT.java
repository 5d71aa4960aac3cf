package liquibase.ext.online.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import liquibase.ext.online.it.server.LocalServer;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.Replica;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.Test;

/** Whether the replica that other tests let lag does, and whether its primary knows. */
class ReplicaIT {
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    @Test
    void aReplicaWhoseReplayIsPausedFallsBehindAndCatchesUp() throws Exception {
        try (LocalServer primary = new LocalServer(PostgresServer.USUAL_MAJOR, Map.of());
                Replica replica = new Replica(primary, "replica")) {
            TestDatabase database = primary.server().freshDatabase();
            database.run("CREATE TABLE t (n int)");
            replica.awaitCaughtUp();

            replica.pauseReplay();
            database.run("INSERT INTO t SELECT n FROM generate_series(1, 10000) AS n");
            assertThat(replica.lagBytes()).isGreaterThan(100_000);
            Await.until("a second of lag", DEADLINE, () -> replica.lag().compareTo(Duration.ofSeconds(1)) > 0);

            replica.resumeReplay();
            replica.awaitCaughtUp();
            assertThat(replica.lagBytes()).isLessThan(100_000);
        }
    }
}
