package liquibase.ext.online.it.fill;

import static liquibase.ext.online.it.fill.Question.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.time.Duration;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** There is an end also where rows are never done. */
class NoProgressIT {
    /** One more than a look takes. */
    private static final int MANY = 100_001;

    private OwnerDatabase owned;
    private TestDatabase database;

    @BeforeEach
    void create() throws Exception {
        owned = OwnerDatabase.on(PostgresServer.usual());
        database = owned.owner();
    }

    @AfterEach
    void drop() throws Exception {
        owned.close();
    }

    @ParameterizedTest(name = "{0} rows, {1} looks")
    @CsvSource({"100, 5", MANY + ", 1"})
    void aTriggerThatKeepsRowsAsTheyAreIsNamed(int rows, int looks) throws Exception {
        database.run(
                "CREATE TABLE product (id int PRIMARY KEY, sku text)",
                "INSERT INTO product SELECT n FROM generate_series(-500, " + rows + ") n",
                "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "CREATE TRIGGER keep BEFORE UPDATE ON product FOR EACH ROW WHEN (OLD.id > 0) EXECUTE FUNCTION keep()",
                "CREATE TRIGGER idle BEFORE UPDATE ON product FOR EACH ROW EXECUTE FUNCTION keep()",
                "ALTER TABLE product DISABLE TRIGGER idle",
                "ANALYZE product");
        Filling filling = Filling.sku(database, Pace.maxPasses(looks));
        String message = rows + " rows still match (sku IS NULL) after " + looks + " looks; the last look wrote none of"
                + " them, and triggers decide: keep on public.product";
        assertThatThrownBy(filling::run).hasMessageContaining(message);
        assertThat(count(database, "product WHERE sku IS NOT NULL")).isEqualTo(501);
        assertThat(filling.status().status()).isEqualTo("stopped");
        assertThat(filling.status().error()).contains(message);
    }

    /** Each time a batch of what was left is written, as many rows come. */
    @Test
    void anApplicationThatIsFasterIsSaidToGoOn() throws Exception {
        database.run("CREATE TABLE product (id int, sku text)", "INSERT INTO product VALUES (1)", "ANALYZE product");
        String insert = "INSERT INTO product SELECT n FROM generate_series(1, " + MANY + ") n";
        Filling filling =
                Filling.sku(database, Pace.maxPasses(1)).before("SET walked = true", 1, () -> database.run(insert));
        for (int batch = 1; batch <= 3; batch++) {
            filling.before("SET pass = 1", batch, () -> database.run(insert));
        }
        assertThatThrownBy(filling::run)
                .hasMessageContaining(
                        "rows still match (sku IS NULL) after 1 looks; something goes on writing such rows");
        assertThat(filling.status().error()).contains("something goes on writing such rows");
    }

    /** It is never where a look found it, and has no key that stays. */
    @Test
    void aRowWithoutAKeyThatMovesAllTheTimeIsCaught() throws Exception {
        database.run(
                "CREATE TABLE product (id int, n int, sku text)",
                "INSERT INTO product SELECT n, 0 FROM generate_series(1, 500) n",
                "ANALYZE product");
        try (Connection application = database.connect()) {
            application.setAutoCommit(false);
            Filling filling = Filling.sku(database, Pace.DEFAULTS);
            for (int batch = 1; batch <= 20; batch++) {
                filling.before("SET LOCAL lock_timeout", batch, () -> {
                    application.createStatement().execute("UPDATE product SET n = n + 1 WHERE id = 7");
                    new Thread(() -> commitWhenWaitedFor(application)).start();
                });
            }
            filling.run();
        }
        assertThat(count(database, "product WHERE sku = 'P-' || id")).isEqualTo(500);
    }

    /** So that who waits finds the row somewhere else. */
    private void commitWhenWaitedFor(Connection application) {
        try {
            Await.until(
                    "somebody waits for the row",
                    Duration.ofSeconds(10),
                    () -> count(owned.admin(), "pg_locks WHERE NOT granted AND locktype = 'transactionid'") > 0);
            application.commit();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
