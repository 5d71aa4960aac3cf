package liquibase.ext.online.it.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build whose client is gone goes on in the server; the next update waits for it, and takes what it leads to. */
@Tag("liquibase")
class LostBuildIT {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final String BUILDS =
            " FROM pg_stat_activity WHERE query LIKE 'CREATE UNIQUE INDEX CONCURRENTLY%' AND"
                    + " wait_event_type = 'Lock' AND datname = current_database()";
    private static final String INDEXES =
            "SELECT indexrelid::regclass || ' ' || indisvalid FROM pg_index WHERE indrelid ="
                    + " 'orders'::regclass AND NOT indisprimary";

    @TempDir
    private Path folder;

    private OwnerDatabase database;
    private Connection inTheWay;
    private OneChange change;

    @BeforeEach
    void makeATable() throws Exception {
        database = OwnerDatabase.on(PostgresServer.usual());
        database.owner().run(OneChange.table(1000));
        inTheWay = database.owner().connect();
        inTheWay.setAutoCommit(false);
        change = new OneChange(database.owner(), folder).with("lockBudget", "1s");
    }

    @AfterEach
    void dropIt() throws Exception {
        inTheWay.close();
        database.close();
    }

    /** Longer than the lock budget, which is not meant for a build. */
    @Test
    void itsIndexIsTaken() throws Exception {
        Application.execute(inTheWay, "UPDATE orders SET n = 1 WHERE id = 1");
        CompletableFuture<Void> lost = lostBuild();
        List<String> index = Catalog.strings(database.admin(), "SELECT 'orders_sku_key'::regclass::oid::text");
        CompletableFuture<Void> update = change.start(OneChange.UNIQUE);
        change.told().await("waiting for pid \\d+ .*, which may be building an index of public.orders");
        awaitMoreThanTheLockBudget();
        assertThat(update).isNotDone();
        inTheWay.commit();
        lost.get(1, TimeUnit.MINUTES);
        assertTaken(index);
    }

    private void awaitMoreThanTheLockBudget() throws Exception {
        List<String> now = Catalog.strings(database.admin(), "SELECT clock_timestamp()::text");
        String over = "SELECT 1 WHERE clock_timestamp() > '" + now.get(0) + "'::timestamptz + interval '1500 ms'";
        Await.until(
                "more than the lock budget",
                DEADLINE,
                () -> !Catalog.strings(database.admin(), over).isEmpty());
    }

    private void assertTaken(List<String> index) throws Exception {
        change.told().await("another session has built the index meanwhile: it is taken");
        Await.until(
                "the end of update",
                DEADLINE,
                () -> Catalog.strings(
                                database.admin(), "SELECT conname FROM pg_constraint WHERE conname = 'orders_sku_key'")
                        .equals(List.of("orders_sku_key")));
        assertThat(Catalog.strings(database.admin(), "SELECT 'orders_sku_key'::regclass::oid::text"))
                .isEqualTo(index);
    }

    @Test
    void whatItLeavesWhenItFailsIsDroppedAndBuiltAgain() throws Exception {
        Application.execute(inTheWay, "UPDATE orders SET n = 1 WHERE id = 1");
        CompletableFuture<Void> lost = lostBuild();
        CompletableFuture<Void> update = change.start(OneChange.UNIQUE);
        change.told().await("waiting for pid \\d+ ");
        Catalog.strings(database.admin(), "SELECT pg_cancel_backend(pid)::text" + BUILDS);
        change.told().await("dropping the INVALID index public.orders_sku_key that a failed build left");
        inTheWay.commit();
        update.get(1, TimeUnit.MINUTES);
        assertThat(lost).isCompletedExceptionally();
        assertThat(Catalog.strings(database.admin(), INDEXES)).containsExactly("orders_sku_key true");
    }

    /** It is in no catalog yet, so that the next build stands behind it, and finds the name taken. */
    @Test
    void oneThatHasNotEvenBegunIsTakenToo() throws Exception {
        Application.execute(inTheWay, "LOCK TABLE orders IN SHARE UPDATE EXCLUSIVE MODE");
        CompletableFuture<Void> lost = lostBuild();
        CompletableFuture<Void> update = change.start(OneChange.UNIQUE);
        Await.until(
                "two builds in a queue",
                DEADLINE,
                () -> Catalog.strings(database.admin(), "SELECT 1" + BUILDS).size() == 2);
        inTheWay.commit();
        lost.get(1, TimeUnit.MINUTES);
        update.get(1, TimeUnit.MINUTES);
        assertThat(change.told().tells("another session has built the index meanwhile"))
                .isTrue();
        assertThat(Catalog.strings(database.admin(), INDEXES)).containsExactly("orders_sku_key true");
    }

    /** As the server sees it, a client that waits and one that is gone are the same. */
    private CompletableFuture<Void> lostBuild() throws Exception {
        CompletableFuture<Void> lost = CompletableFuture.runAsync(() -> {
            try (Connection connection = database.owner().connect()) {
                Application.execute(connection, "CREATE UNIQUE INDEX CONCURRENTLY orders_sku_key ON orders (sku)");
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        });
        Await.until(
                "a build that waits",
                DEADLINE,
                () -> Catalog.strings(database.admin(), "SELECT 1" + BUILDS).size() == 1);
        return lost;
    }
}
