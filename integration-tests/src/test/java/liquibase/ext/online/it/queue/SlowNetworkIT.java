package liquibase.ext.online.it.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.Proxy;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that is far away holds the lock for no longer than a near one: lock, ALTER and COMMIT travel together. */
@Tag("alone")
class SlowNetworkIT {
    /** So far away that a shared machine's hiccups do not matter. */
    private static final Duration ONE_WAY = Duration.ofMillis(50);

    /** Makes each DDL statement take long enough to be seen. */
    private static final String[] SLOW_DDL = {
        "CREATE FUNCTION slow() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.1); END'",
        "CREATE EVENT TRIGGER slow ON ddl_command_end WHEN TAG IN ('ALTER TABLE') EXECUTE FUNCTION slow()"
    };

    private static final String HELD =
            "EXISTS (SELECT FROM pg_locks WHERE relation = 'orders'::regclass AND granted AND mode"
                    + " = 'AccessExclusiveLock')";

    @TempDir
    private Path folder;

    static List<String> changes() {
        return Majors.inTurn("slow network", List.of(OneChange.ADD_COLUMN, OneChange.UNIQUE, OneChange.NOT_NULL));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void theLockIsHeldForLessThanARoundTrip(String change) throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase();
                TestDatabase second = PostgresServer.usual().freshDatabase();
                Proxy network = new Proxy(PostgresServer.usual())) {
            network.delay(ONE_WAY);
            TestDatabase farAway = new TestDatabase(database.server(), database.name(), network.url(database));
            Duration roundTrip = roundTrip(farAway);
            assertThat(roundTrip).isGreaterThanOrEqualTo(ONE_WAY.multipliedBy(2));

            Duration near = held(second, second, change);
            Duration far = held(database, farAway, change);
            assertThat(near).as("held by a near client").isPositive();
            assertThat(far)
                    .as("held, near: %s, round trip: %s", near, roundTrip)
                    .isLessThan(near.plus(roundTrip));
        }
    }

    private Duration held(TestDatabase database, TestDatabase reached, String change) throws Exception {
        database.run(OneChange.table(Application.ROWS));
        database.run(SLOW_DDL);
        try (Connection watcher = database.connect()) {
            CompletableFuture<Void> update = new OneChange(reached, folder).start(change);
            Duration held = longestHeld(watcher, update);
            update.get(1, TimeUnit.MINUTES);
            return held;
        }
    }

    /** The shortest of some. */
    private static Duration roundTrip(TestDatabase farAway) throws Exception {
        try (Connection connection = DriverManager.getConnection(farAway.url())) {
            long shortest = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                long start = System.nanoTime();
                Application.execute(connection, "SELECT 1");
                shortest = Math.min(shortest, System.nanoTime() - start);
            }
            return Duration.ofNanos(shortest);
        }
    }

    /** From the last look that found no lock before, to the first that found none behind. */
    private static Duration longestHeld(Connection watcher, CompletableFuture<Void> update) throws Exception {
        long longest = 0;
        long free = System.nanoTime();
        long since = 0;
        while (!update.isDone()) {
            long now = System.nanoTime();
            if (Application.holds(watcher, HELD)) {
                since = since == 0 ? free : since;
                longest = Math.max(longest, now - since);
            } else {
                free = now;
                since = 0;
            }
        }
        return Duration.ofNanos(longest);
    }
}
