package liquibase.ext.online.it.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An ALTER that locks more than the table it names asks for all of them without queueing, and says who is on which. */
@Tag("alone")
class EveryTableIT {
    private static final String COLUMN =
            "addColumnOnline: {tableName: orders, columns: [column: {name: note, type: int%s}]}";

    /** Tries are about twenty a second; each that queued would stall whoever is at work. */
    private static final Duration SOME_TRIES = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    /** Tables, a transaction on another one than that of the change, and what others go on to do meanwhile. */
    enum Case {
        REFERENCED_TABLE(
                "CREATE TABLE customer (id int PRIMARY KEY, name text); CREATE TABLE orders (id int PRIMARY KEY);"
                        + " INSERT INTO customer SELECT 1; INSERT INTO orders SELECT 1",
                COLUMN.formatted(", constraints: {references: customer(id), foreignKeyName: orders_note_fk}"),
                "UPDATE customer SET name = 'x'",
                "holds RowExclusiveLock on public.customer",
                "INSERT INTO orders SELECT max(id) + 1 FROM orders; INSERT INTO customer SELECT max(id) + 1 FROM customer"),
        PARTITION(
                "CREATE TABLE orders (id int) PARTITION BY RANGE (id); CREATE TABLE orders_1 PARTITION OF orders FOR VALUES"
                        + " FROM (0) TO (10); CREATE TABLE orders_2 PARTITION OF orders FOR VALUES FROM (10) TO (1000000)",
                COLUMN.formatted(""),
                "SELECT count(*) FROM orders_1",
                "holds AccessShareLock on public.orders_1",
                "INSERT INTO orders VALUES (1), (11); SELECT count(*) FROM orders"),
        CHILD(
                "CREATE TABLE orders (id int); CREATE TABLE special () INHERITS (orders)",
                COLUMN.formatted(""),
                "SELECT count(*) FROM special",
                "holds AccessShareLock on public.special",
                "INSERT INTO orders VALUES (1); INSERT INTO special VALUES (1); SELECT count(*) FROM orders");

        private final String tables;
        private final String change;
        private final String blocker;
        private final String report;
        private final String work;

        Case(String tables, String change, String blocker, String report, String work) {
            this.tables = tables;
            this.change = change;
            this.blocker = blocker;
            this.report = report;
            this.work = work;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isAskedForWithoutQueueing(Case tried) throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase();
                Connection report = database.connect();
                Connection application = database.connect()) {
            database.run(tried.tables);
            report.setAutoCommit(false);
            Application.execute(report, tried.blocker + "; SET LOCAL application_name = 'a report'");
            Application.execute(application, "SET lock_timeout = '20ms'");
            OneChange change = new OneChange(database, folder);
            CompletableFuture<Void> update = change.start(tried.change);

            change.told().await("in the way: pid \\d+ \\(a report, .*" + tried.report);
            int stalled = 0;
            long end = System.nanoTime() + SOME_TRIES.toNanos();
            while (System.nanoTime() < end) {
                stalled += Application.isStalled(application, tried.work) ? 1 : 0;
            }
            assertThat(stalled).as("requests that waited for a lock").isLessThan(5);
            assertThat(update).isNotDone();
            report.commit();
            update.get(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS);
            assertThat(Catalog.strings(database, "SELECT note FROM orders WHERE note IS NOT NULL"))
                    .isEmpty();
        }
    }
}
