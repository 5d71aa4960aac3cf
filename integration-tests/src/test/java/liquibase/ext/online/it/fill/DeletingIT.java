package liquibase.ext.online.it.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.plan.Deletion;
import liquibase.ext.online.plan.Deletion.Archive;
import liquibase.ext.online.plan.Pacing;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that go, or move to an archive, while the application works on them. */
@SuppressWarnings("NullAway.Init")
class DeletingIT {
    private static final int ROWS = 4_000;
    private static final String BATCH = "SET LOCAL lock_timeout = '100ms'";
    private static final String LOOK = " LIMIT 100000";

    private TestDatabase database;

    @AfterEach
    void drop() throws Exception {
        database.close();
    }

    private void open(int major, String key) throws SQLException {
        database = PostgresServer.of(major).freshDatabase();
        database.run(
                "CREATE TABLE product (id int " + key + ", n int, sku text) WITH (autovacuum_enabled = false)",
                "INSERT INTO product SELECT n, 0, 'old' FROM generate_series(1, " + ROWS + ") n",
                "ANALYZE product");
    }

    private Deletion old(@Nullable Archive archive, Pacing pacing) {
        return new Deletion(new QualifiedName("public", "product"), "sku = 'old'", archive, pacing);
    }

    private Filling deleting() {
        return Filling.of(database, old(null, Pace.batchSize(500)));
    }

    private Filling moving() throws SQLException {
        database.run("CREATE TABLE old_product (id int, n int, sku text, moved timestamptz DEFAULT now())");
        return Filling.of(
                database, old(new Archive(new QualifiedName("public", "old_product"), ""), Pace.batchSize(500)));
    }

    private long count(String from) throws SQLException {
        return Long.parseLong(
                Catalog.strings(database, "SELECT count(*)::text FROM " + from).get(0));
    }

    static java.util.stream.Stream<Arguments> keys() {
        return Majors.of(java.util.List.of("PRIMARY KEY", ""), (key, major) -> true);
    }

    @ParameterizedTest(name = "PostgreSQL {0}, key: \"{1}\"")
    @MethodSource("keys")
    void rowsThatMoveGoAndThoseThatTheApplicationKeepsStay(int major, String key) throws Exception {
        open(major, key);
        Filling filling = deleting();
        // To the room that the first batches left, and so behind the cursor.
        filling.before(BATCH, 3, () -> {
            database.run("VACUUM product");
            database.run("UPDATE product SET n = n + 1 WHERE id > 3000 AND id < 3400");
            database.run("UPDATE product SET sku = 'kept' WHERE id >= 3400 AND id < 3410");
            database.run("INSERT INTO product VALUES (-1, 0, 'new')");
        });
        filling.run();
        assertThat(count("product WHERE sku = 'old'")).isZero();
        assertThat(count("product WHERE sku = 'kept'")).isEqualTo(10);
        assertThat(count("product")).isEqualTo(11);
        assertThat(filling.status().written()).isEqualTo(ROWS - 10);
    }

    @ParameterizedTest(name = "PostgreSQL {0}, key: \"{1}\"")
    @MethodSource("keys")
    void rowsThatComeMeanwhileDoNotMakeItEndless(int major, String key) throws Exception {
        open(major, key);
        AtomicInteger next = new AtomicInteger(ROWS);
        Filling filling = deleting();
        for (int i = 1; i <= 12; i++) {
            filling.before(
                    BATCH,
                    i,
                    () -> database.run("INSERT INTO product VALUES (" + next.incrementAndGet() + ", 1, 'old')"));
            filling.before(
                    LOOK,
                    i,
                    () -> database.run("INSERT INTO product VALUES (" + next.incrementAndGet() + ", 1, 'old')"));
        }
        filling.run();
        assertThat(count("product WHERE n = 0"))
                .as("rows that were there at the start")
                .isZero();
        assertThat(filling.status().status()).isEqualTo("done");
    }

    @ParameterizedTest(name = "PostgreSQL {0}, key: \"{1}\"")
    @MethodSource("keys")
    void whatIsMovedIsInOneOfTheTwoTablesAndAsItWasLast(int major, String key) throws Exception {
        open(major, key);
        Filling filling = moving();
        filling.before(BATCH, 3, () -> {
            database.run("UPDATE product SET n = 7 WHERE id > 3000 AND id < 3400");
            database.run("DELETE FROM product WHERE id > 3900");
            database.run("UPDATE product SET sku = 'kept' WHERE id = 3500");
        });
        filling.run();
        assertThat(count("product")).isEqualTo(1);
        assertThat(count("old_product")).isEqualTo(ROWS - 100 - 1);
        assertThat(count("old_product WHERE n = 7")).isEqualTo(399);
        assertThat(count("(SELECT FROM old_product GROUP BY id HAVING count(*) > 1) AS twice"))
                .isZero();
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void whatTheArchiveDoesNotKeepStays(int major) throws Exception {
        open(major, "PRIMARY KEY");
        Filling filling = moving();
        database.run(
                "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN CASE WHEN NEW.id % 50 = 0 THEN NULL"
                        + " ELSE NEW END; END $$",
                "CREATE TRIGGER lose BEFORE INSERT ON old_product FOR EACH ROW EXECUTE FUNCTION lose()");
        assertThatThrownBy(filling::run)
                .hasMessageContaining("rows would be lost", "keeps them out of public.old_product");
        assertThat(count("product")).isEqualTo(ROWS);
        assertThat(count("old_product")).isZero();
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void aTriggerThatKeepsRowsIsNamed(int major) throws Exception {
        open(major, "PRIMARY KEY");
        database.run(
                "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN CASE WHEN OLD.id = 42 THEN NULL ELSE"
                        + " OLD END; END $$",
                "CREATE TRIGGER keep BEFORE DELETE ON product FOR EACH ROW EXECUTE FUNCTION keep()",
                "CREATE TRIGGER other BEFORE UPDATE ON product FOR EACH ROW EXECUTE FUNCTION keep()");
        assertThatThrownBy(() -> deleting().run())
                .hasMessageContaining("1 rows still match (sku = 'old') after 5 looks")
                .hasMessageContaining("triggers decide: keep on public.product")
                .hasMessageNotContaining("other");
        assertThat(count("product")).isEqualTo(1);
    }

    @ParameterizedTest(name = "PostgreSQL {0}, key: \"{1}\"")
    @MethodSource("keys")
    void rowsThatAreReferencedStayAndAreNamed(int major, String key) throws Exception {
        open(major, key.isEmpty() ? "UNIQUE" : key);
        database.run(
                "CREATE TABLE line (product_id int REFERENCES product (id) DEFERRABLE INITIALLY "
                        + (key.isEmpty() ? "DEFERRED" : "IMMEDIATE") + ")",
                "CREATE INDEX ON line (product_id)",
                "INSERT INTO line VALUES (7), (1700)");
        assertThatThrownBy(() -> deleting().run())
                .hasMessageContaining("2 rows could not be deleted")
                .hasMessageContaining(key.isEmpty() ? "line_product_id_fkey" : "id = 1700")
                .hasMessageContaining("All others are");
        assertThat(count("product")).isEqualTo(2);
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void severalWorkersShareIt(int major) throws Exception {
        open(major, "PRIMARY KEY");
        Pacing pacing = Pace.workers(3, 500);
        Filling.of(database, old(null, pacing)).withConnections().run();
        assertThat(count("product")).isZero();
    }
}
