package liquibase.ext.online.it.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role whose sessions are ended when they are idle: those of a run are idle while they hold or wait. */
@Tag("liquibase")
@Tag("once")
class IdleSessionIT {
    @TempDir
    private Path folder;

    @Test
    void aBackfillRestsForLonger() throws Exception {
        try (OwnerDatabase database = OwnerDatabase.on(PostgresServer.usual())) {
            database.owner().run(OneChange.table(1_000));
            database.owner().run("ALTER TABLE orders ADD note text");
            database.admin().run("ALTER ROLE " + database.role() + " SET idle_session_timeout = '3s'");
            new OneChange(database.owner(), folder)
                    .start("backfillInBatches: {tableName: orders, batchSize: 600, pause: 4s, parallelism: 2, columns:"
                            + " [column: {name: note, value: x}]}")
                    .get(2, TimeUnit.MINUTES);
            assertThat(Catalog.strings(database.admin(), "SELECT count(*)::text FROM orders WHERE note IS NULL"))
                    .isEqualTo(List.of("0"));
        }
    }
}
