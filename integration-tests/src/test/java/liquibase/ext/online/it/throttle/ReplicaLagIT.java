package liquibase.ext.online.it.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.StreamingStandby;
import liquibase.ext.online.plan.Throttling;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.throttle.Throttle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** A standby that streams from a primary, falls behind, and goes. */
class ReplicaLagIT {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final Throttling TWO_SECONDS = new Throttling(Duration.ofSeconds(2), null, null, null, null, null);

    @TempDir
    Path folder;

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void holdsWhileAStandbyIsBehindOrAway(int major) throws Exception {
        try (PostgresServer primary = PostgresServer.startOwn(major, Map.of());
                Connection connection = DriverManager.getConnection(primary.adminUrl())) {
            Session session = new Session(connection, sql -> {});
            assertThat(reason(session)).as("no standby that one could know of").isEmpty();
            session.execute("CREATE TABLE product (id int)");
            session.rows("SELECT pg_create_physical_replication_slot('of_replica1')");
            assertThat(reason(session)).as("a slot that nobody has used").isEmpty();

            Throttle throttle = Throttle.of(TWO_SECONDS);
            PostgresServer standby = StreamingStandby.of(primary, "replica1", "of_replica1", folder.resolve("standby"));
            try {
                awaitStreaming(session);
                Await.until(
                        "the standby has caught up",
                        DEADLINE,
                        () -> throttle.reason(session).isEmpty());

                standbyDoes(standby, "SELECT pg_wal_replay_pause()");
                Await.until("the paused replay shows", DEADLINE, () -> {
                    session.execute("INSERT INTO product VALUES (1)");
                    return throttle.reason(session).isPresent();
                });
                assertThat(throttle.reason(session).orElse(""))
                        .matches(
                                "standby replica1 \\((127\\.0\\.0\\.1|::1)\\) is [\\d.]+ s behind in replaying, more than"
                                        + " maxReplicaLag 2 s");

                assertHiddenFromAGuest(session, primary);

                standbyDoes(standby, "SELECT pg_wal_replay_resume()");
                Await.until(
                        "it replays", DEADLINE, () -> throttle.reason(session).isEmpty());
            } finally {
                standby.close();
            }
            Await.until(
                    "the standby is missed",
                    DEADLINE,
                    () -> throttle.reason(session).isPresent());
            assertThat(throttle.reason(session).orElse(""))
                    .startsWith("standby replica1 (")
                    .contains("has not been connected for ", "its lag cannot be read");
            assertThat(reason(session).orElse(""))
                    .as("a run that begins now")
                    .startsWith("no standby is connected to the physical replication slot of_replica1");
        }
    }

    /** Most columns of pg_stat_replication are NULL for a role without pg_read_all_stats. */
    private static void assertHiddenFromAGuest(Session session, PostgresServer primary) throws Exception {
        session.execute("CREATE ROLE guest LOGIN");
        String url = primary.adminUrl().replace("user=postgres", "user=guest");
        try (Connection connection = DriverManager.getConnection(url)) {
            Session guest = new Session(connection, sql -> {});
            assertThat(reason(guest))
                    .contains(
                            "maxReplicaLag cannot be read: the server hides from role guest how far standbys are behind;"
                                    + " GRANT pg_read_all_stats TO guest shows it");
            session.execute("GRANT pg_read_all_stats TO guest");
            assertThat(reason(guest).orElse("")).contains(" s behind in replaying");
        }
    }

    /** What a run finds that begins now. */
    private static Optional<String> reason(Session session) throws Exception {
        return Throttle.of(TWO_SECONDS).reason(session);
    }

    private static void awaitStreaming(Session session) throws Exception {
        Await.until(
                "the standby streams",
                DEADLINE,
                () -> session.holds(
                        "EXISTS (SELECT FROM pg_stat_replication WHERE state = 'streaming' AND replay_lsn IS NOT"
                                + " NULL)"));
    }

    private static void standbyDoes(PostgresServer standby, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(standby.adminUrl())) {
            new Session(connection, unused -> {}).rows(sql);
        }
    }
}
