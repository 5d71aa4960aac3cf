package liquibase.ext.online.it.fill;

import static liquibase.ext.online.it.fill.Question.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.plan.Pacing.Vacuum;
import liquibase.ext.online.server.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Passes that update rows in their page: WAL, size and HOT share do not depend on the machine. */
@Tag("alone")
class InPageIT {
    private static final int ROWS = 100_000;
    private static final String ONE_UPDATE = "UPDATE product SET sku = 'P-' || id";

    @Test
    void itWritesLessWalAndGrowsLessThanOneUpdate() throws Exception {
        Cost one = cost(List.of(), Vacuum.OFF, true);
        Cost ours = cost(List.of(), Vacuum.OFF, false);
        assertThat(ours.wal / one.wal).as("WAL of " + ours + " / " + one).isLessThanOrEqualTo(0.75);
        assertThat(ours.growth).as("growth, one UPDATE " + one).isLessThanOrEqualTo(1.55);
        assertThat(ours.hot).as("HOT share").isGreaterThanOrEqualTo(0.55);
        assertThat(cost(List.of(), Vacuum.ON, false).growth)
                .as("growth with VACUUM")
                .isLessThanOrEqualTo(1.4);
    }

    @Test
    void withOtherIndexesItSavesMore() throws Exception {
        List<String> indexes = List.of("category_id", "name", "updated_at");
        Cost one = cost(indexes, Vacuum.OFF, true);
        Cost ours = cost(indexes, Vacuum.OFF, false);
        assertThat(ours.wal / one.wal).as("WAL of " + ours + " / " + one).isLessThanOrEqualTo(0.60);
        assertThat(ours.hot).as("HOT share").isGreaterThanOrEqualTo(0.65);
    }

    /** WAL bytes, size afterwards over size before, and the share of updates that were in the page. */
    private record Cost(double wal, double growth, double hot) {}

    private static Cost cost(List<String> indexes, Vacuum vacuum, boolean one) throws SQLException {
        try (TestDatabase database = PostgresServer.usual().freshDatabase()) {
            table(database, ROWS);
            for (String index : indexes) {
                database.run("CREATE INDEX ON product (" + index + ")");
            }
            long before = number(database, "SELECT pg_relation_size('product')");
            String walAt = "SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint";
            long wal = number(database, walAt);
            if (one) {
                database.run(ONE_UPDATE);
            } else {
                Filling.sku(database, Pace.vacuum(vacuum)).run();
            }
            wal = number(database, walAt) - wal;
            long after = number(database, "SELECT pg_relation_size('product')");
            return new Cost(wal, (double) after / before, hotShare(database));
        }
    }

    private static double hotShare(TestDatabase database) throws SQLException {
        String updates = "SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'product'";
        try {
            Await.until("statistics", Duration.ofSeconds(20), () -> number(database, updates) >= ROWS);
        } catch (Exception late) {
            throw new AssertionError(late);
        }
        return number(database, updates.replace("n_tup_upd", "n_tup_hot_upd")) / (double) number(database, updates);
    }

    private static void table(TestDatabase database, int rows) throws SQLException {
        database.run("CREATE TABLE product (id bigint PRIMARY KEY, name text NOT NULL, price numeric(10, 2) NOT NULL,"
                + " category_id int NOT NULL, stock int NOT NULL, created_at timestamptz DEFAULT now(), updated_at"
                + " timestamptz, sku text) WITH (autovacuum_enabled = false)");
        database.run(
                "INSERT INTO product SELECT n, rpad('Product ' || n, 43, '.'), n % 10000 / 100.0, n % 1000, n % 77,"
                        + " now(), now() + n * interval '1 s' FROM generate_series(1, " + rows + ") n");
        database.run("VACUUM (FREEZE, ANALYZE) product");
    }

    @Test
    void anOldSnapshotElsewhereMakesItFallBackToOnePass() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase();
                Connection old = database.connect()) {
            table(database, 20_000);
            Session reader = new Session(old, sql -> {});
            reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM product");
            assertThat(passes(database)).startsWith("4").endsWith("1").hasSizeGreaterThan(2);
            assertThat(number(database, "SELECT count(*) FROM product WHERE sku IS NULL"))
                    .isZero();
        }
    }

    @Test
    void aTriggerThatWritesAnIndexedColumnMakesItFallBackToOnePass() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase()) {
            table(database, 20_000);
            database.run("CREATE INDEX ON product (updated_at)");
            database.run(
                    "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at = clock_timestamp();"
                            + " RETURN NEW; END $$");
            database.run("CREATE TRIGGER touch BEFORE UPDATE ON product FOR EACH ROW EXECUTE FUNCTION touch()");
            assertThat(passes(database)).startsWith("4").endsWith("1").hasSizeGreaterThan(2);
        }
    }

    @Test
    void anIndexOnTheTargetLeavesOnePass() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase()) {
            table(database, 1_000);
            database.run("CREATE INDEX ON product (lower(sku))");
            assertThat(passes(database)).containsOnly("1");
        }
    }

    /** Of each stretch, in the order in which they were handed out. */
    private static List<String> passes(TestDatabase database) throws SQLException {
        Filling filling = Filling.sku(database, Pace.workers(4, 500));
        filling.run();
        return filling.statements().stream()
                .filter(sql -> sql.contains("INSERT INTO public.databasechangelogonline_stretch"))
                .map(sql -> sql.replaceFirst("(?s).*\\]::text\\[\\], (\\d+), 0, 0, 0.*", "$1"))
                .toList();
    }

    @Test
    void whatIsWrittenIsNotLookedAtRowByRowWhereOnlyNullsAreWritten() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase()) {
            table(database, 20_000);
            Filling filling = Filling.of(database, "sku", "'P-' || id", "sku IS NULL", Pace.vacuum(Vacuum.OFF));
            filling.run();
            assertThat(filling.statements())
                    .filteredOn(sql -> sql.contains("RETURNING CASE"))
                    .as("the first batch")
                    .hasSize(1);
            assertThat(number(database, "SELECT count(*) FROM product WHERE sku IS NULL"))
                    .isZero();
        }
    }

    @Test
    void withoutThePrivilegeItIsNotVacuumedAndSaysSo() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase()) {
            table(database, 60_000);
            String role = database.name() + "_writer";
            database.run(
                    "CREATE ROLE " + role + " LOGIN",
                    "GRANT SELECT, UPDATE ON product TO " + role,
                    "GRANT CREATE ON SCHEMA public TO " + role);
            TestDatabase asWriter = new TestDatabase(
                    database.server(), database.name(), database.url().replaceFirst("user=[^&]*", "user=" + role));
            try {
                Filling filling = Filling.sku(asWriter, Pace.vacuum(Vacuum.ON));
                filling.run();
                assertThat(filling.notes())
                        .containsExactly("public.product is not vacuumed on the way: only its owner may do that");
                assertThat(filling.statements()).noneMatch(sql -> sql.startsWith("VACUUM"));
                // State tables of a lesser role are not used, and these are not wanted any more.
                database.run("DROP OWNED BY " + role);
                Filling owners = Filling.of(database, "name", "'x'", "name <> 'x'", Pace.vacuum(Vacuum.ON));
                owners.run();
                assertThat(owners.statements()).anyMatch(sql -> sql.startsWith("VACUUM"));
            } finally {
                database.run("DROP OWNED BY " + role, "DROP ROLE " + role);
            }
        }
    }
}
