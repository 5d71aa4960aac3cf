package liquibase.ext.online.it.fill;

import static liquibase.ext.online.it.fill.Question.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several workers on one table. */
class WorkersIT {
    private static final int ROWS = 12_000;
    private static final String BATCH = "SET LOCAL lock_timeout";
    private static final String WORKER = "application_name LIKE 'liquibase-online fill worker%'";
    private TestDatabase database;

    @AfterEach
    void drop() throws Exception {
        database.close();
    }

    @BeforeEach
    void create() throws Exception {
        table(PostgresServer.usual().major());
    }

    private void table(int major) throws Exception {
        database = PostgresServer.of(major).freshDatabase();
        database.run(
                "CREATE TABLE product (id int PRIMARY KEY, sku text)",
                "INSERT INTO product SELECT n FROM generate_series(1, " + ROWS + ") n",
                "ANALYZE product");
        Writes.count(database);
    }

    private void assertAllDone(Filling filling) throws Exception {
        assertThat(count(database, "product WHERE sku IS DISTINCT FROM 'P-' || id"))
                .isZero();
        assertThat(count(database, "writes")).isEqualTo(ROWS);
        assertThat(filling.status().status()).isEqualTo("done");
        assertThat(filling.status().written()).isEqualTo(ROWS);
        assertThat(count(database, "databasechangelogonline_stretch")).isZero();
        assertThat(filling.status().written()).isEqualTo(count(database, "writes"));
    }

    @ParameterizedTest
    @CsvSource({"13, 2", "17, 2", "17, 3"})
    void eachRowIsWrittenOnceByOneOfThem(int major, int workers) throws Exception {
        database.close();
        table(major);
        Filling filling = Filling.sku(database, Pace.workers(workers, 300)).withConnections();
        filling.run();
        assertAllDone(filling);
        if (major > 13) {
            assertThat(count(database, "(SELECT DISTINCT by FROM writes) AS workers"))
                    .isEqualTo(workers);
        }
    }

    /** Terminated before its nth statement of a kind: in a batch, between two stretches, and at the very end. */
    @ParameterizedTest(name = "before {0} number {1}")
    @CsvSource({
        "BEGIN; SET LOCAL, 1",
        "BEGIN; SET LOCAL, 7",
        "cursor =, 3",
        "INSERT INTO public.databasechangelogonline_stretch, 1",
        "INSERT INTO public.databasechangelogonline_stretch, 2"
    })
    void theOthersTakeOverWhatALostWorkerHadInHand(String text, int nth) throws Exception {
        AtomicInteger mine = new AtomicInteger();
        // Eight times two stretches for two workers.
        Filling filling = Filling.sku(database, Pace.workers(8, 300)).withOneConnection();
        for (int i = 1; i <= 100; i++) {
            filling.before(text, i, () -> {
                if (!Thread.currentThread().getName().equals("main") && mine.incrementAndGet() == nth) {
                    terminate(WORKER);
                }
            });
        }
        filling.run();
        assertAllDone(filling);
        assertThat(filling.notes())
                .anyMatch(note -> note.matches("(?s)a worker lost its connection .*; the others go on"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void withoutItsOwnConnectionTheUpdateFailsAndTheNextOneGoesOn(int workers) throws Exception {
        Filling filling = Filling.sku(database, Pace.workers(workers, 300)).withConnections();
        filling.before(BATCH, 6, () -> terminate("application_name = 'liquibase-online fill'"));
        assertThatThrownBy(filling::run);
        assertThat(count(database, "writes")).isLessThan(ROWS);
        filling.run();
        assertAllDone(filling);
    }

    @Test
    void withoutAFurtherConnectionOneWorkerGoesOnAndSaysSo() throws Exception {
        Filling filling = Filling.sku(database, Pace.workers(3, 300));
        filling.run();
        assertAllDone(filling);
        assertThat(filling.notes())
                .containsExactly(
                        "parallelism is 3, and there is no further connection to be had: one worker goes on; the"
                                + " README says where connections come from");
    }

    /** What an earlier version of the table, or of the server, left is walked anew, and nothing stays behind. */
    @Test
    void aTableThatIsCutInAnotherWayThanBeforeIsWalkedAgain() throws Exception {
        Filling filling = Filling.sku(database, Pace.workers(1, 300));
        filling.before(BATCH, 6, () -> terminate("application_name = 'liquibase-online fill'"));
        assertThatThrownBy(filling::run);
        database.run("UPDATE databasechangelogonline_stretch SET part = 'public.product by key (id)'");
        database.run("UPDATE databasechangelogonline SET part = 'public.product by key (id)'");
        filling.run();
        assertAllDone(filling);
    }

    private void terminate(String who) throws Exception {
        count(
                database,
                "(SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND "
                        + who + ") AS terminated (yes) WHERE yes");
    }
}
