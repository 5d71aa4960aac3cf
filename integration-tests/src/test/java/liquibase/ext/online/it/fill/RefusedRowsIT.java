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

/** Rows that the server does not let us write. */
class RefusedRowsIT {
    private static final int ROWS = 5_000;
    private TestDatabase database;

    @BeforeEach
    void create() throws Exception {
        database = PostgresServer.usual().freshDatabase();
    }

    @AfterEach
    void drop() throws Exception {
        database.close();
    }

    private void table(String key, int rows) throws Exception {
        database.run(
                "CREATE TABLE product (id int NOT NULL, n int, sku text" + key + ")",
                "INSERT INTO product SELECT n, n FROM generate_series(1, " + rows + ") n",
                "ANALYZE product");
        Writes.count(database);
    }

    private void raise(String errcode) throws Exception {
        database.run(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.n = 2500 THEN RAISE EXCEPTION"
                        + " 'not this one' USING ERRCODE = '" + errcode + "'; END IF; RETURN NEW; END $$",
                "CREATE TRIGGER refuse BEFORE UPDATE ON product FOR EACH ROW EXECUTE FUNCTION refuse()");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    check          | , CHECK (n <> 2500 OR sku IS NULL)             | violates check constraint
                    unique         | , PRIMARY KEY (id), UNIQUE (sku)               | duplicate key value violates unique constraint
                    deferred       | , UNIQUE (sku) DEFERRABLE INITIALLY DEFERRED   | duplicate key value violates unique constraint
                    too long       | , PRIMARY KEY (id)                             | maximum size is
                    trigger        | , PRIMARY KEY (n, id)                          | not this one
                    own error code | , PRIMARY KEY (id)                             | not this one
                    division       | , PRIMARY KEY (id)                             | division by zero
                    two rows       | , PRIMARY KEY (id)                             | more than one row returned by a subquery
                    """)
    void allOthersAreDoneAndTheMessageNamesTheRow(String kind, String constraints, String error) throws Exception {
        table(constraints, ROWS);
        String expression = "'P-' || id";
        switch (kind) {
            case "unique", "deferred" -> database.run("INSERT INTO product (id, n, sku) VALUES (0, 0, 'P-2500')");
            case "too long" -> {
                database.run("CREATE INDEX ON product (sku)");
                expression =
                        "CASE WHEN n = 2500 THEN (SELECT string_agg(md5(i::text), '') FROM generate_series(1, 300) i)"
                                + " ELSE 'P-' || id END";
            }
            case "trigger" -> raise("P0001");
            case "own error code" -> raise("SHOP1");
            case "division" -> expression = "'P-' || id / (n - 2500)";
            case "two rows" -> expression = "(SELECT 'P-' || id FROM generate_series(0, (n = 2500)::int))";
            default -> {}
        }
        Filling filling = Filling.of(database, "sku", expression, null, Pace.DEFAULTS);
        assertThatThrownBy(filling::run)
                .hasMessageContaining("1 rows could not be written: public.product (")
                .hasMessageContaining(error)
                .hasMessageContaining(
                        constraints.contains("(n, id)")
                                ? "(n = 2500, id = 2500)"
                                : constraints.contains("KEY (id)") ? "(id = 2500)" : "(ctid = (");
        assertThat(count(database, "product WHERE sku IS NULL")).isEqualTo(1);
        assertThat(count(database, "writes")).isEqualTo(ROWS - 1);
        assertThat(filling.status().status()).isEqualTo("stopped");
        assertThat(filling.status().error()).contains(error);

        assertThatThrownBy(filling::run).hasMessageContaining(error);
        database.run("DROP TRIGGER IF EXISTS refuse ON product", "DELETE FROM product WHERE n = 2500");
        filling.run();
        assertThat(filling.status().status()).isEqualTo("done");
        assertThat(count(database, "writes")).isEqualTo(ROWS - 1);
        assertThat(filling.status().written()).isEqualTo(ROWS - 1);
    }

    @Test
    void skipGoesOnAndNamesTheRow() throws Exception {
        table(", CHECK (n <> 2500 OR sku IS NULL)", ROWS);
        Filling filling = Filling.sku(database, Pace.SKIP);
        filling.run();
        assertThat(count(database, "product WHERE sku IS NULL")).isEqualTo(1);
        assertThat(filling.notes())
                .singleElement()
                .asString()
                .contains("1 rows could not be written")
                .contains("ctid = (");
        assertThat(filling.status().status()).isEqualTo("done");
        assertThat(filling.status().error()).contains("violates check constraint");
    }

    /** A list of so many pairs would exceed the server's stack. */
    @Test
    void aLargeBatchIsTakenApartByACompositeKey() throws Exception {
        table(", PRIMARY KEY (n, id), CHECK (n <> 2500 OR sku IS NULL)", 40_000);
        database.run("DROP TRIGGER count_write ON product");
        assertThatThrownBy(Filling.sku(database, Pace.batchSize(1_000_000))::run)
                .hasMessageContaining("1 rows could not be written: public.product (n = 2500, id = 2500)");
        assertThat(count(database, "product WHERE sku IS NULL")).isEqualTo(1);
    }

    @Test
    void tooManyAreAnEarlyFailure() throws Exception {
        table(", PRIMARY KEY (id), CHECK (sku IS NULL)", ROWS);
        assertThatThrownBy(() -> Filling.sku(database, Pace.SKIP).run())
                .hasMessageContaining("more than 1000 rows cannot be written, for example public.product (id = ")
                .hasMessageContaining("violates check constraint");
    }

    /** What is left over is looked for in portions; a refused row in each of them does not make it the last. */
    @Test
    void oneRefusedRowDoesNotUseUpThePassesOfManyOthers() throws Exception {
        table(", PRIMARY KEY (id), CHECK (n > 1 OR sku IS NULL)", 1);
        database.run("DROP TRIGGER count_write ON product");
        Filling.sku(database, Pace.maxPasses(1))
                .before(
                        "SET walked = true",
                        1,
                        () -> database.run("INSERT INTO product SELECT n, n FROM generate_series(2, 205000) n"))
                .run();
        assertThat(number(database, "SELECT id FROM product WHERE sku IS NULL")).isEqualTo(1);
    }

    @Test
    void aRowThatTheApplicationMendsMeanwhileIsNoFailure() throws Exception {
        table(", PRIMARY KEY (id), CHECK (n <> 2500 OR sku IS NULL OR sku = 'mended')", ROWS);
        Filling filling = Filling.sku(database, Pace.DEFAULTS)
                .before(
                        "SET walked = true",
                        1,
                        () -> database.run("UPDATE product SET sku = 'mended' WHERE id = 2500"));
        filling.run();
        assertThat(filling.status().status()).isEqualTo("done");
    }
}
