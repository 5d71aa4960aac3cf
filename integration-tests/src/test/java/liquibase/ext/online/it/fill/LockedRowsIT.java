package liquibase.ext.online.it.fill;

import static liquibase.ext.online.it.fill.Question.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.server.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that the application holds. */
class LockedRowsIT {
    private static final int ROWS = 5_000;
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private TestDatabase database;

    @BeforeEach
    void create() throws Exception {
        database = PostgresServer.usual().freshDatabase();
        database.run(
                "CREATE TABLE product (id int PRIMARY KEY, n int, sku text)",
                "INSERT INTO product SELECT n, 0 FROM generate_series(1, " + ROWS + ") n",
                "ANALYZE product");
        Writes.count(database);
    }

    @AfterEach
    void drop() throws Exception {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"walk", "walk, poisoned neighbour", "where", "index"})
    void theFillGoesPastALockedRowAndComesBackToIt(String way) throws Exception {
        Filling filling = Filling.sku(database, Pace.SKIP);
        if (way.equals("where")) {
            filling = Filling.of(database, "sku", "'P-' || id", "sku IS NULL", Pace.SKIP);
        } else if (way.equals("index")) {
            database.run("UPDATE product SET sku = 'P-' || id WHERE id > 300", "TRUNCATE writes");
            database.run("CREATE INDEX ON product (id) WHERE sku IS NULL", "VACUUM ANALYZE product");
        }
        int poisoned = way.contains("poisoned") ? 1 : 0;
        database.run("ALTER TABLE product ADD CHECK (id <> 3 OR sku IS NULL OR " + (poisoned == 0) + ")");
        try (Connection application = database.connect()) {
            Session holder = new Session(application, sql -> {});
            holder.execute("BEGIN; UPDATE product SET n = 1 WHERE id = 2");
            CompletableFuture<Void> run = filling.start();
            Await.until(
                    "all other rows are done",
                    DEADLINE,
                    () -> count(database, "product WHERE sku IS NULL") == 1 + poisoned);
            assertThat(run).isNotDone();
            holder.execute("COMMIT");
            run.get();
        }
        assertThat(count(database, "product WHERE sku IS NULL")).isEqualTo(poisoned);
        assertThat(count(database, "writes WHERE by = 'liquibase-online fill'"))
                .isEqualTo(filling.status().written());
        assertThat(count(database, "product WHERE n = 1 AND sku = 'P-2'")).isEqualTo(1);
    }

    @Test
    void aRowThatIsLockedForLongerThanTheBudgetIsAnErrorThatNamesTheSession() throws Exception {
        try (Connection application = database.connect()) {
            Session holder = new Session(application, sql -> {});
            holder.execute("SET application_name = 'shop'; BEGIN; UPDATE product SET n = 1 WHERE id = 2");
            Filling filling = Filling.sku(database, Pace.DEFAULTS).withLockBudget(Duration.ofMillis(800));
            assertThatThrownBy(filling::run)
                    .hasMessageContaining("rows stayed locked by others for ")
                    .hasMessageContaining("(shop, user ");
            assertThat(count(database, "product WHERE sku IS NULL")).isEqualTo(1);
            holder.execute("COMMIT");
            filling.run();
            assertThat(count(database, "product WHERE sku IS NULL")).isZero();
        }
    }

    /** Each of the application's transactions takes two rows in any order, at the ends of the table and of each batch. */
    @Test
    void noTransactionOfTheApplicationIsTheVictimOfADeadlock() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        List<CompletableFuture<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int seed = i;
            clients.add(CompletableFuture.supplyAsync(() -> transactions(seed, ended)));
        }
        Filling.sku(database, Pace.batchSize(2_000)).run();
        ended.set(true);
        for (CompletableFuture<Integer> client : clients) {
            assertThat(client.get()).as("transactions").isPositive();
        }
        assertThat(count(database, "product WHERE sku IS DISTINCT FROM 'P-' || id"))
                .isZero();
        assertThat(count(database, "writes WHERE by LIKE 'liquibase%'")).isEqualTo(ROWS);
    }

    /** How many went through; each client has rows of its own, so that only the fill can be in its way. */
    private int transactions(int seed, AtomicBoolean ended) {
        Random random = new Random(seed);
        int done = 0;
        try (Connection connection = database.connect()) {
            Session session = new Session(connection, sql -> {});
            while (!ended.get() || done == 0) {
                String update = "UPDATE product SET n = n + 1 WHERE id = ";
                session.execute(
                        "BEGIN; " + update + (random.nextInt(ROWS / 3) * 3 + 1 + seed) + "; SELECT pg_sleep(0.02); "
                                + update + (random.nextInt(ROWS / 3) * 3 + 1 + seed) + "; COMMIT");
                done++;
            }
        } catch (SQLException victim) {
            throw new CompletionException(victim);
        }
        return done;
    }
}
