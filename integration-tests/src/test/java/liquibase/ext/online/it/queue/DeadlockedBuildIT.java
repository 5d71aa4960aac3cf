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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build that the server ends to resolve a deadlock is tried again, and leaves nothing INVALID. */
class DeadlockedBuildIT {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final String BUILD = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND"
            + " wait_event_type = 'Lock' AND query LIKE 'CREATE UNIQUE INDEX CONCURRENTLY%'";

    @TempDir
    private Path folder;

    @Test
    void itIsBuiltAnew() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase();
                Connection admin = database.connect()) {
            database.run(OneChange.table(1000));
            // The build looks for a deadlock after three seconds, the other one practically never: the build gives way.
            Application.execute(admin, "ALTER DATABASE " + database.name() + " SET deadlock_timeout = '3s'");
            try (Connection other = database.connect()) {
                Application.execute(other, "SET deadlock_timeout = '1h'; SET application_name = 'maintenance'");
                other.setAutoCommit(false);
                Application.execute(other, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT 1");
                OneChange change = new OneChange(database, folder);
                CompletableFuture<Void> update = change.start(OneChange.UNIQUE);
                Await.until(
                        "a build that waits",
                        DEADLINE,
                        () -> !Catalog.strings(database, BUILD).isEmpty());

                Application.execute(other, "LOCK TABLE orders IN SHARE UPDATE EXCLUSIVE MODE");
                change.told()
                        .await(
                                "waiting for pid \\d+ \\(maintenance\\), which may be building an index of public.orders");
                other.commit();
                update.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);

                assertThat(change.told().tells("dropping the INVALID index public.orders_sku_key"))
                        .isTrue();
                assertThat(change.told().tells("the build met .*deadlock detected.*; attempt 2 of 5"))
                        .isTrue();
                assertThat(Catalog.strings(
                                database,
                                "SELECT indexrelid::regclass || ' ' || indisvalid FROM pg_index WHERE indrelid = 'orders'::regclass"
                                        + " ORDER BY 1"))
                        .containsExactly("orders_pkey true", "orders_sku_key true");
            }
        }
    }
}
