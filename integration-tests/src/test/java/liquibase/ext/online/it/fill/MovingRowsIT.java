package liquibase.ext.online.it.fill;

import static liquibase.ext.online.it.fill.Question.count;
import static org.assertj.core.api.Assertions.assertThat;

import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are elsewhere when the walk comes by. */
class MovingRowsIT {
    private static final int ROWS = 6_000;
    private static final String BATCH = "SET LOCAL lock_timeout = '100ms'";
    private TestDatabase database;

    @BeforeEach
    void create() throws Exception {
        database = PostgresServer.usual().freshDatabase();
    }

    @AfterEach
    void drop() throws Exception {
        database.close();
    }

    private void assertEachWrittenOnce(long others) throws Exception {
        assertThat(count(database, "product WHERE sku IS DISTINCT FROM 'P-' || id AND sku IS DISTINCT FROM 'theirs'"))
                .isZero();
        assertThat(count(database, "product WHERE sku = 'theirs'"))
                .as("written by the application")
                .isEqualTo(others);
        assertThat(count(
                        database,
                        "(SELECT FROM writes WHERE by LIKE 'liquibase%' GROUP BY id HAVING count(*) > 1) AS twice"))
                .isZero();
        assertThat(count(database, "writes WHERE by LIKE 'liquibase%'")).isEqualTo(ROWS - others);
    }

    @ParameterizedTest(name = "key: \"{0}\"")
    @ValueSource(strings = {"PRIMARY KEY", ""})
    void behindTheCursorNoneIsLostAndNoneIsWrittenTwice(String key) throws Exception {
        database.run("CREATE TABLE product (id int " + key + ", n int, sku text) WITH (autovacuum_enabled = false)");
        // Room at the start, for rows to move to.
        database.run(
                "INSERT INTO product SELECT -n, 0, 'gone' FROM generate_series(1, 3000) n",
                "INSERT INTO product SELECT n, 0 FROM generate_series(1, " + ROWS + ") n",
                "DELETE FROM product WHERE id < 0",
                "VACUUM ANALYZE product");
        Writes.count(database);
        String last = "(SELECT ctid FROM product WHERE sku IS NULL ORDER BY ctid DESC LIMIT ";
        Filling filling = Filling.sku(database, Pace.batchSize(1_000));
        for (int batch = 3; batch < 6; batch++) {
            filling.before(BATCH, batch, () -> {
                database.run("UPDATE product SET n = n + 1 WHERE ctid = ANY (ARRAY" + last + "300))");
                database.run("UPDATE product SET sku = 'theirs' WHERE ctid = ANY (ARRAY" + last + "5))");
            });
        }
        filling.run();
        long theirs = count(database, "product WHERE sku = 'theirs'");
        assertThat(theirs).isPositive();
        assertThat(filling.status().pass()).as("looks for what is left").isPositive();
        assertEachWrittenOnce(theirs);
    }

    @Test
    void betweenPartitionsNoneIsLostEvenInOneThatIsNew() throws Exception {
        database.run("CREATE TABLE product (id int, n int, sku text, PRIMARY KEY (id, n)) PARTITION BY RANGE (n)");
        for (int part = 0; part < 3; part++) {
            database.run("CREATE TABLE product_%1$d PARTITION OF product FOR VALUES FROM (%1$d) TO (%2$d)"
                    .formatted(part, part + 1));
        }
        database.run("INSERT INTO product SELECT n, n % 3 FROM generate_series(1, " + ROWS + ") n", "ANALYZE product");
        Writes.count(database);
        Filling filling = Filling.sku(database, Pace.batchSize(500))
                .before(BATCH, 3, () -> database.run("UPDATE product SET n = 0 WHERE n = 2 AND id < 1000"))
                .before(
                        BATCH,
                        5,
                        () -> database.run("CREATE TABLE product_3 PARTITION OF product FOR VALUES FROM (3) TO (4)"))
                .before(BATCH, 6, () -> database.run("UPDATE product SET n = 3 WHERE id > 4000"));
        filling.run();
        assertThat(count(database, "product_3")).isEqualTo(2_000);
        assertThat(count(database, "product WHERE sku IS DISTINCT FROM 'P-' || id"))
                .isZero();
    }

    @Test
    void aPartitionThatIsDroppedMeanwhileIsNoFailure() throws Exception {
        database.run("CREATE TABLE product (id int PRIMARY KEY, n int, sku text) PARTITION BY RANGE (id)");
        for (int part = 0; part < 3; part++) {
            database.run("CREATE TABLE product_%d PARTITION OF product FOR VALUES FROM (%d) TO (%d)"
                    .formatted(part, part * 2_000 + 1, part * 2_000 + 2_001));
        }
        database.run("INSERT INTO product SELECT n, 0 FROM generate_series(1, " + ROWS + ") n", "ANALYZE product");
        Filling.sku(database, Pace.batchSize(500))
                .before("SET walked = true", 1, () -> database.run("DROP TABLE product_0"))
                .run();
        assertThat(count(database, "product WHERE sku = 'P-' || id")).isEqualTo(4_000);
    }
}
