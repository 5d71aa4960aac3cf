package liquibase.ext.online.it.fill;

import static liquibase.ext.online.it.fill.Question.count;
import static liquibase.ext.online.it.fill.Question.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.plan.Pacing;
import liquibase.ext.online.plan.Pacing.OnRowError;
import liquibase.ext.online.plan.Pacing.Vacuum;
import liquibase.ext.online.plan.Throttling;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How large batches are, how fast they follow, and what holds them. */
class ThrottledIT {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int ROWS = 20_000;
    private static final String BATCH = "SET LOCAL lock_timeout";
    private TestDatabase database;

    @BeforeEach
    void create() throws Exception {
        database = PostgresServer.usual().freshDatabase();
        database.run(
                "CREATE TABLE product (id int PRIMARY KEY, sku text)",
                "INSERT INTO product SELECT n FROM generate_series(1, " + ROWS + ") n",
                "CREATE TABLE control (go boolean)",
                "INSERT INTO control VALUES (true)",
                "ANALYZE product");
    }

    @AfterEach
    void drop() throws Exception {
        database.close();
    }

    private static Pacing pacing(
            Duration batchTime, @Nullable Integer size, int least, int most, Duration pause, double nice) {
        return new Pacing(batchTime, size, least, most, pause, nice, 1, 5, Vacuum.OFF, OnRowError.FAIL);
    }

    @Test
    void nothingIsWrittenWhileItIsHeld() throws Exception {
        Throttling throttling = new Throttling(null, null, null, null, "NOT (SELECT go FROM control)", null);
        Filling filling = Filling.sku(database, pacing(Duration.ofMillis(50), 500, 1, 1000, Duration.ofMillis(40), 0))
                .with(throttling)
                .before(BATCH, 5, () -> database.run("UPDATE control SET go = false"));
        CompletableFuture<Void> run = filling.start();
        filling.awaitStatus("held");
        assertThat(filling.status().reason()).isEqualTo("pauseWhile is true: NOT (SELECT go FROM control)");
        long written = count(database, "product WHERE sku IS NOT NULL");
        assertThat(written).isPositive().isLessThan(ROWS);
        // Two more looks of the throttle later it is held still.
        int told = filling.notes().size();
        Await.until("two more looks", DEADLINE, () -> filling.notes().size() >= told + 2);
        assertThat(count(database, "product WHERE sku IS NOT NULL")).isEqualTo(written);
        assertThat(run).isNotDone();
        database.run("UPDATE control SET go = true");
        run.get();
        assertThat(filling.status().status()).isEqualTo("done");
        assertThat(filling.status().reason()).isNull();
        assertThat(count(database, "product WHERE sku IS NULL")).isZero();
    }

    @Test
    void theBatchSizeIsWhatTheAuthorSays() throws Exception {
        Filling filling = Filling.sku(database, Pace.batchSize(500));
        filling.run();
        assertThat(filling.status().batches()).as("of 500 rows, in blocks").isBetween(ROWS / 600L, ROWS / 350L);
        database.run(
                "UPDATE product SET sku = NULL", "DROP TABLE databasechangelogonline", "VACUUM FULL ANALYZE product");
        database.run("DROP TABLE databasechangelogonline_stretch");
        Filling whole = Filling.sku(database, Pace.batchSize(Integer.MAX_VALUE));
        whole.run();
        assertThat(whole.status().batches()).as("one for each pass").isLessThanOrEqualTo(8);
    }

    /** The server does the same work for every row, and so its batches take as long as they are many. */
    @Test
    @Tag("alone")
    void batchesSettleAtTheBatchTime() throws Exception {
        database.run("CREATE FUNCTION slowly(id int) RETURNS text LANGUAGE plpgsql AS $$ DECLARE until timestamptz ="
                + " clock_timestamp() + interval '50 us'; BEGIN WHILE clock_timestamp() < until LOOP END LOOP; RETURN"
                + " 'P-' || id; END $$");
        List<Long> starts = new ArrayList<>();
        Filling filling = Filling.of(
                database, "sku", "slowly(id)", null, pacing(Duration.ofMillis(25), null, 1, 50_000, Duration.ZERO, 0));
        for (int i = 1; i <= 200; i++) {
            filling.before(BATCH, i, () -> starts.add(System.nanoTime()));
        }
        filling.run();
        List<Long> settled = IntStream.range(8, starts.size() - 1)
                .mapToObj(i -> (starts.get(i + 1) - starts.get(i)) / 1_000_000)
                .sorted()
                .toList();
        assertThat(settled.get(settled.size() / 2)).as("ms of a batch, median").isBetween(12L, 75L);
    }

    /** A ratio of two runs on the same machine. */
    @Test
    @Tag("alone")
    void aNiceRatioOfNineTakesSeveralTimesAsLong() throws Exception {
        String slow = "(SELECT 'P-' || id FROM pg_sleep(0.0001))";
        double eager = seconds(Filling.of(database, "sku", slow, "sku IS NULL AND id <= 2000", nice(0)));
        double nice = seconds(Filling.of(database, "sku", slow, "sku IS NULL AND id > 2000 AND id <= 4000", nice(9)));
        assertThat(nice / eager).isBetween(2.0, 20.0);
    }

    private static Pacing nice(double ratio) {
        return pacing(Duration.ofMillis(50), 500, 1, 1000, Duration.ZERO, ratio);
    }

    private double seconds(Filling filling) throws Exception {
        long start = System.nanoTime();
        filling.run();
        return (System.nanoTime() - start) / 1e9;
    }

    @Test
    void aSparseConditionWithAnIndexReadsFewBlocks() throws Exception {
        database.run(
                "ALTER TABLE product ADD filler text DEFAULT repeat('x', 300)",
                "UPDATE product SET sku = 'P-' || id WHERE id % 1000 <> 0",
                "VACUUM FULL product",
                "CREATE INDEX ON product (id) WHERE sku IS NULL",
                "VACUUM ANALYZE product");
        long blocks = number(database, "SELECT pg_relation_size('product') / 8192");
        String read = "SELECT heap_blks_read + heap_blks_hit FROM pg_statio_user_tables WHERE relname = 'product'";
        Await.until("statistics", DEADLINE, () -> number(database, read) >= blocks);
        long before = number(database, read);
        Filling filling = Filling.sku(database, Pace.DEFAULTS);
        filling.run();
        Await.until("statistics", DEADLINE, () -> number(database, read) > before);
        assertThat(number(database, read) - before)
                .as("blocks read, of " + blocks)
                .isLessThan(blocks / 4);
        assertThat(filling.status().written()).isEqualTo(ROWS / 1000);
        assertThat(count(database, "product WHERE id % 1000 = 0 AND sku = 'P-' || id"))
                .isEqualTo(ROWS / 1000);
    }

    /** Nobody analyzed the table since the column came: the planner takes the NULLs for few. */
    @Test
    void anIndexThatLeadsToMostRowsIsNotFollowed() throws Exception {
        database.run(
                "CREATE INDEX ON product (sku)", "INSERT INTO product SELECT n FROM generate_series(20001, 150000) n");
        database.run("DELETE FROM pg_statistic WHERE starelid = 'product'::regclass");
        Filling filling = Filling.sku(database, Pace.DEFAULTS);
        filling.run();
        assertThat(filling.statements())
                .anyMatch(sql -> sql.contains("INSERT INTO public.databasechangelogonline_stretch"));
        assertThat(count(database, "product WHERE sku IS NULL")).isZero();
    }
}
