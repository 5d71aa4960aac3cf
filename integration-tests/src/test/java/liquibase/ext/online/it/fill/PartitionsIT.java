package liquibase.ext.online.it.fill;

import static liquibase.ext.online.it.fill.Question.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions that come and go while the table is walked. */
class PartitionsIT {
    private static final int ROWS = 6_000;
    private static final int OF_A_PART = 2_000;
    private static final String BATCH = "SET LOCAL lock_timeout = '100ms'";

    private @Nullable OwnerDatabase owned;

    @AfterEach
    void drop() throws Exception {
        if (owned != null) {
            owned.close();
            owned = null;
        }
    }

    private TestDatabase database(PostgresServer server) throws SQLException {
        owned = OwnerDatabase.on(server);
        TestDatabase database = owned.owner();
        database.run("CREATE TABLE product (id int PRIMARY KEY, sku text) PARTITION BY RANGE (id)");
        for (int part = 0; part < 3; part++) {
            database.run("CREATE TABLE product_%d PARTITION OF product FOR VALUES FROM (%d) TO (%d)"
                    .formatted(part, part * OF_A_PART + 1, (part + 1) * OF_A_PART + 1));
        }
        database.run("INSERT INTO product SELECT n FROM generate_series(1, " + ROWS + ") n", "ANALYZE product");
        return database;
    }

    private static void assertFilled(TestDatabase database, long rows) throws SQLException {
        assertThat(count(database, "product WHERE sku = 'P-' || id")).isEqualTo(rows);
        assertThat(count(database, "product")).isEqualTo(rows);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "DROP TABLE product_1",
                "DROP TABLE product_0",
                "DROP TABLE product_2",
                "ALTER TABLE product DETACH PARTITION product_1",
                "TRUNCATE product_1",
            })
    void oneThatGoesIsNoFailure(String statement) throws Exception {
        for (int workers : new int[] {1, 3}) {
            TestDatabase database = database(PostgresServer.usual());
            Filling filling = Filling.sku(database, Pace.workers(workers, 150))
                    .withConnections()
                    .before(BATCH, 17, () -> database.run(statement));
            filling.run();
            assertFilled(database, ROWS - OF_A_PART);
            assertThat(filling.status().status()).isEqualTo("done");
            drop();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ArgumentsSource(Majors.class)
    void oneThatIsDetachedIsLeftAsItIs(int major) throws Exception {
        TestDatabase database = database(PostgresServer.of(major));
        Filling.sku(database, Pace.batchSize(150))
                .before(BATCH, 3, () -> database.run("ALTER TABLE product DETACH PARTITION product_0"))
                .run();
        assertFilled(database, ROWS - OF_A_PART);
        assertThat(count(database, "product_0 WHERE sku IS NOT NULL")).isLessThanOrEqualTo(3 * 300L);
    }

    @Test
    void oneThatIsDroppedWhileABatchWaitsForItIsNoFailure() throws Exception {
        TestDatabase database = database(PostgresServer.usual());
        try (Connection dropping = database.connect()) {
            dropping.setAutoCommit(false);
            Filling.sku(database, Pace.batchSize(150))
                    .before(BATCH, 17, () -> dropping.createStatement().execute("DROP TABLE product_1"))
                    .before(BATCH, 19, dropping::commit)
                    .run();
        }
        assertFilled(database, ROWS - OF_A_PART);
    }

    @Test
    void oneThatIsAttachedIsWalked() throws Exception {
        TestDatabase database = database(PostgresServer.usual());
        database.run(
                "CREATE TABLE added (sku text, id int NOT NULL)",
                "INSERT INTO added (id) SELECT n FROM generate_series(7001, 9000) n");
        Filling filling = Filling.sku(database, Pace.batchSize(150))
                .before(
                        BATCH,
                        17,
                        () -> database.run(
                                "ALTER TABLE product ATTACH PARTITION added FOR VALUES FROM (7001) TO (9001)"));
        filling.run();
        assertFilled(database, ROWS + OF_A_PART);
        assertThat(filling.statements())
                .anyMatch(sql -> sql.contains("INSERT INTO public.databasechangelogonline_stretch")
                        && sql.contains("public.added by "));
    }

    @ParameterizedTest(name = "{0} workers")
    @ValueSource(ints = {1, 3})
    void theTableItselfIsMissed(int workers) throws Exception {
        TestDatabase database = database(PostgresServer.usual());
        Filling filling = Filling.sku(database, Pace.workers(workers, 150))
                .withConnections()
                .before(BATCH, 17, () -> database.run("DROP TABLE product"));
        assertThatThrownBy(filling::run)
                .hasMessageContaining("table public.product is not there any more: it was dropped or renamed");
        assertThat(filling.status().status()).isEqualTo("stopped");
    }
}
