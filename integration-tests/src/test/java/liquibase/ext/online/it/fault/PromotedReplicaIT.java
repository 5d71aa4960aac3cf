package liquibase.ext.online.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.LiquibaseUpdate;
import liquibase.ext.online.it.server.LocalServer;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.Replica;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.listener.SqlListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The primary is lost in the middle of a backfill: what the replica has of the rows is what it has of the progress. */
class PromotedReplicaIT {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final int ENOUGH = 300;

    @TempDir
    private Path folder;

    @Test
    void theNextUpdateGoesOnWhereTheReplicaIs() throws Exception {
        try (LocalServer primary = new LocalServer(PostgresServer.USUAL_MAJOR, Map.of());
                Replica replica = new Replica(primary, "replica")) {
            TestDatabase template = primary.server().freshDatabase();
            Shape.PRIMARY_KEY.create(template);
            Undisturbed undisturbed = Undisturbed.run(template, Shape.PRIMARY_KEY, folder, Variant.FIXED_BATCHES);
            TestDatabase database = primary.server().copyOf(template);
            replica.awaitCaughtUp();
            TestDatabase copy = replica.copyOf(database);

            CompletableFuture<Void> update = slowUpdate(database);
            Writer lost = new Writer(database, 1);
            try {
                Await.until("some batches", DEADLINE, () -> ProductChangelog.filled(copy) > ENOUGH);
                primary.crash();
            } finally {
                lost.close();
            }
            assertThat(update).failsWithin(DEADLINE);
            replica.promote();
            long before = ProductChangelog.filled(copy);
            assertThat(before).isBetween((long) ENOUGH, Shape.ROWS / 2L);

            // What the application wrote last may be lost, as on any replica; it does all of it again.
            try (Writer writer = new Writer(copy, 1)) {
                ProductChangelog.on(copy.url(), folder, new SqlListener()).run("releaseLocks");
                ProductChangelog.on(copy.url(), folder, new SqlListener()).update();
                writer.finish();
            }
            undisturbed.assertSameEnd(copy);
        }
    }

    private CompletableFuture<Void> slowUpdate(TestDatabase database) {
        return CompletableFuture.runAsync(() -> {
            try {
                new LiquibaseUpdate(database, folder, ProductChangelog.FILE)
                        .with("liquibase.online.pause", "40ms")
                        .run();
            } catch (Exception lost) {
                throw new IllegalStateException(lost);
            }
        });
    }
}
