package liquibase.ext.online.it.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Liquibase's own changelog lock during a long build: fresh as long as it is ours. */
@Tag("liquibase")
class HeartbeatIT {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final Duration SOME_BEATS = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    @Test
    void theLockIsKeptFreshWhileItIsOurs() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase();
                Connection report = database.connect()) {
            database.run(OneChange.table(1000));
            report.setAutoCommit(false);
            Application.execute(report, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT 1");
            OneChange change = new OneChange(database, folder);
            CompletableFuture<Void> update = change.start(OneChange.UNIQUE);
            change.told().await("waits for pid");

            String taken = granted(database);
            Await.until("a beat", DEADLINE, () -> !granted(database).equals(taken));
            assertThat(Catalog.strings(
                            database,
                            "SELECT lockgranted BETWEEN '" + taken + "' AND LOCALTIMESTAMP FROM databasechangeloglock"))
                    .containsExactly("t");

            database.run("UPDATE databasechangeloglock SET lockedby = 'another'");
            String theirs = granted(database);
            long start = System.nanoTime();
            Await.until("some beats", DEADLINE, () -> System.nanoTime() - start > SOME_BEATS.toNanos());
            assertThat(granted(database)).as("somebody else's").isEqualTo(theirs);

            report.commit();
            update.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static String granted(TestDatabase database) throws Exception {
        return Catalog.strings(database, "SELECT lockgranted FROM databasechangeloglock")
                .get(0);
    }
}
