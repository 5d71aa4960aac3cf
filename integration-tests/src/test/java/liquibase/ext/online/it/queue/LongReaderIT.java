package liquibase.ext.online.it.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.it.traffic.Traffic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reader that stays for ten seconds delays the ALTER that it is in the way of, and nobody else. */
@Tag("alone")
class LongReaderIT {
    private static final Duration READER = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ofMillis(500);
    /** The ALTER itself may lose the processor while it has the lock; then each client may meet it once. */
    private static final int CLIENTS = 4;

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    /** A change, and what shows that the ALTER which waited is through. */
    enum Case {
        ADD_COLUMN(
                OneChange.ADD_COLUMN,
                "EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attname = 'note')"),
        UNIQUE_USING_INDEX(
                OneChange.UNIQUE,
                "EXISTS (SELECT FROM pg_constraint WHERE conname = 'orders_sku_key' AND contype = 'u')"),
        NOT_NULL(
                OneChange.NOT_NULL,
                "EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'orders'::regclass AND (contype = 'c' OR (contype = 'n'"
                        + " AND pg_get_constraintdef(oid) ~ 'sku')))");

        private final String change;
        private final String through;

        Case(String change, String through) {
            this.change = change;
            this.through = through;
        }
    }

    @ParameterizedTest
    @EnumSource
    void itDelaysTheAlterAndNobodyElse(Case tried) throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase();
                Connection reader = database.connect();
                Connection watcher = database.connect()) {
            database.run(OneChange.table(Application.ROWS));
            AtomicInteger stalled = new AtomicInteger();
            long[] moments = new long[2];
            try (Traffic traffic = Application.on(database, stalled)) {
                traffic.during(() -> {
                    read(reader);
                    long start = System.nanoTime();
                    CompletableFuture<Void> update = new OneChange(database, folder).start(tried.change);
                    awaitEnd(start);
                    assertThat(Application.holds(watcher, tried.through))
                            .as("the reader was in the way")
                            .isFalse();
                    moments[0] = System.nanoTime();
                    reader.commit();
                    Await.until("the ALTER", DEADLINE, () -> Application.holds(watcher, tried.through));
                    moments[1] = System.nanoTime();
                    update.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
                });
            }
            assertThat(Duration.ofNanos(moments[1] - moments[0]))
                    .as("from the reader's end until the ALTER is through")
                    .isLessThan(AT_ONCE);
            assertThat(stalled.get())
                    .as("requests that waited for a lock for longer than 30 ms")
                    .isLessThanOrEqualTo(CLIENTS);
        }
    }

    /** The second statement closes the cursor of the first, so that the lock stays and no snapshot does. */
    private static void read(Connection reader) throws Exception {
        reader.setAutoCommit(false);
        Application.execute(reader, "SELECT n FROM orders WHERE id = 1; SET LOCAL application_name = 'a report'");
    }

    private static void awaitEnd(long start) throws Exception {
        Await.until("the reader's end", DEADLINE, () -> System.nanoTime() - start > READER.toNanos());
    }
}
