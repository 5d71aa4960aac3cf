package liquibase.ext.online.it.fill;

import static liquibase.ext.online.it.fill.Question.count;
import static liquibase.ext.online.it.fill.Question.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that leave the author's condition true: a row is either done, or as it was. */
class StillTrueIT {
    private static final int ROWS = 20_000;
    private TestDatabase database;

    @BeforeEach
    void create() throws Exception {
        database = PostgresServer.usual().freshDatabase();
    }

    @AfterEach
    void drop() throws Exception {
        database.close();
    }

    private void table(String key) throws Exception {
        database.run(
                "CREATE TABLE product (id int " + key + ", price bigint NOT NULL)",
                "INSERT INTO product SELECT n, n FROM generate_series(1, " + ROWS + ") n",
                "ANALYZE product");
        Writes.count(database);
    }

    @ParameterizedTest(name = "key: \"{0}\"")
    @ValueSource(strings = {"PRIMARY KEY", ""})
    void forAllRowsItIsRefusedAtTheFirstBatch(String key) throws Exception {
        table(key);
        Filling filling = Filling.of(database, "price", "price * 2", "price > 0", Pace.DEFAULTS);
        assertThatThrownBy(filling::run).hasMessageContaining("the values leave (price > 0) true, for all ");
        assertThat(count(database, "product WHERE price <> id")).isZero();
        assertThat(count(database, "writes")).isZero();
    }

    @ParameterizedTest(name = "key: \"{0}\", {1} workers")
    @CsvSource({"PRIMARY KEY,1", "'',1", "PRIMARY KEY,2", "'',2"})
    void forSomeRowsTheOthersAreDoneAndTheseAreAsTheyWere(String key, int workers) throws Exception {
        table(key);
        Filling filling = Filling.of(
                        database,
                        "price",
                        "CASE WHEN id % 500 = 7 THEN price * 2 ELSE -price END",
                        "price > 0",
                        Pace.workers(workers, 1_500))
                .withConnections();
        for (int run = 1; run <= 2; run++) {
            assertThatThrownBy(filling::run)
                    .as("run " + run)
                    .hasMessageContaining(ROWS / 500 + " rows still match (price > 0)")
                    .hasMessageContaining(key.isEmpty() ? "(ctid = (" : "(id = ");
            assertThat(count(database, "product WHERE price = -id")).isEqualTo(ROWS - ROWS / 500);
            assertThat(count(database, "product WHERE price = id")).isEqualTo(ROWS / 500);
            assertThat(count(database, "writes")).isEqualTo(ROWS - ROWS / 500);
            assertThat(filling.status().written()).isEqualTo(ROWS - ROWS / 500);
        }
        database.run("DELETE FROM product WHERE price > 0");
        filling.run();
        assertThat(filling.status().status()).isEqualTo("done");
    }

    /** What is found by an index goes another way than what the walk meets. */
    @Test
    void theSameWhereAnIndexLeadsToTheRows() throws Exception {
        table("PRIMARY KEY");
        database.run("UPDATE product SET price = -price WHERE id > 600", "TRUNCATE writes");
        database.run("CREATE INDEX ON product (id) WHERE price > 0", "VACUUM ANALYZE product");
        Filling filling = Filling.of(
                database,
                "price",
                "CASE WHEN id > 300 AND id <= 500 THEN price * 2 ELSE -price END",
                "price > 0",
                Pace.batchSize(100));
        assertThatThrownBy(filling::run).hasMessageContaining("200 rows still match (price > 0)");
        assertThat(filling.statements())
                .noneMatch(sql -> sql.contains("INSERT INTO public.databasechangelogonline_stretch"));
        assertThat(count(database, "writes")).isEqualTo(400);
        assertThat(number(database, "SELECT count(*) FROM product WHERE price = id"))
                .isEqualTo(200);
    }

    /** The counter of passes is for rows that somebody writes again and again. */
    @Test
    void valuesOfNullAreSaidToBeWhatTheyAre() throws Exception {
        table("PRIMARY KEY");
        database.run("ALTER TABLE product ADD sku text");
        Filling filling = Filling.of(database, "sku", "nullif('P-' || id, 'P-77')", null, Pace.DEFAULTS);
        assertThatThrownBy(filling::run)
                .hasMessageContaining("1 rows still match (sku IS NULL)")
                .hasMessageContaining("(id = 77)");
        assertThat(count(database, "product WHERE sku = 'P-' || id")).isEqualTo(ROWS - 1);
    }
}
