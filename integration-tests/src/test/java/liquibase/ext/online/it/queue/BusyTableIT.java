package liquibase.ext.online.it.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.it.traffic.Measurement;
import liquibase.ext.online.it.traffic.Traffic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of which some transaction has a lock at any time: asking without queueing alone would never get it. */
@Tag("alone")
class BusyTableIT {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int ALLOWANCE = 3;
    private static final int CLIENTS = 20;
    private static final int PER_SECOND = 200;
    private static final double MEAN_SECONDS = 0.025;

    @TempDir
    private Path folder;

    @Test
    void theAlterIsThroughWithinSecondsAndNobodyStallsForLong() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase();
                Connection watcher = database.connect()) {
            database.run(OneChange.table(Application.ROWS));
            Measurement alone;
            Measurement beside;
            long[] took = new long[1];
            try (Traffic traffic = Traffic.on(database.dataSource())
                    .readers(
                            CLIENTS,
                            PER_SECOND,
                            (connection, random) -> Application.execute(
                                    connection,
                                    "BEGIN; SELECT n FROM orders WHERE id = " + (1 + random.nextInt(Application.ROWS))
                                            + "; SELECT pg_sleep(" + -MEAN_SECONDS * Math.log(1 - random.nextDouble())
                                            + "); COMMIT"))) {
                alone = traffic.undisturbed(5 * PER_SECOND);
                long busy = 0;
                int looks = 200;
                for (int i = 0; i < looks; i++) {
                    busy += Application.holds(
                                    watcher,
                                    "EXISTS (SELECT FROM pg_locks WHERE relation = 'orders'::regclass AND"
                                            + " granted AND pid <> pg_backend_pid())")
                            ? 1
                            : 0;
                }
                assertThat(busy).as("of " + looks + " looks").isGreaterThan(looks * 9L / 10);
                beside = traffic.during(() -> {
                    OneChange change = new OneChange(database, folder);
                    CompletableFuture<Void> update = change.start(OneChange.ADD_COLUMN);
                    change.told().await("step \\d+ of \\d+, add column note");
                    long start = System.nanoTime();
                    Await.until(
                            "the column",
                            DEADLINE,
                            () -> Application.holds(
                                    watcher,
                                    "EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'note')"));
                    took[0] = System.nanoTime() - start;
                    update.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
                });
            }
            assertThat(Duration.ofNanos(took[0])).isLessThan(SOON);
            assertThat(beside.reads().longest())
                    .as("beside the ALTER: %s; alone: %s", beside.reads(), alone.reads())
                    .isLessThan(alone.reads().percentile(99).multipliedBy(ALLOWANCE));
        }
    }
}
