package liquibase.ext.online.it.resume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.lifecycle.Example;
import liquibase.ext.online.it.lifecycle.State;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The backend dies before each statement in turn, inside the backfill too; the application writes; a second update ends as
 * if nothing had happened.
 */
class KilledBackendIT {
    private static final String EVERY_KIND_OF_STEP = "addColumnOnline/volatile-default";

    /** What the application does after the backend died. */
    private static final Map<String, String> WRITES = new TreeMap<>(Map.ofEntries(
            Map.entry(EVERY_KIND_OF_STEP, "INSERT INTO customer (name, email) VALUES ('late', 'late@example.org')"),
            Map.entry("addColumnOnline/foreign-key", "UPDATE customer SET name = 'renamed' WHERE id = 5"),
            Map.entry(
                    "addColumnOnline/check", "INSERT INTO customer (name, email) VALUES ('late', 'late@example.org')"),
            Map.entry("backfillInBatches/default-predicate", "UPDATE product SET sku = 'MINE' WHERE id = 199"),
            Map.entry("backfillInBatches/composite-key", "UPDATE line SET amount = -1 WHERE order_id = 39"),
            Map.entry(
                    "addUniqueConcurrently/single-column",
                    "INSERT INTO customer (name, email) VALUES ('late', 'late@example.org')"),
            Map.entry("addUniqueConcurrently/sub-partitioned", "INSERT INTO sale VALUES (1000, 'PE', '2024-06-01')"),
            Map.entry("addPrimaryKeyConcurrently/nullable-columns", "INSERT INTO line VALUES (1000, 1, 5)"),
            Map.entry(
                    "createIndexConcurrently/unique-partial",
                    "INSERT INTO orders (customer_id, state, placed) VALUES (99, 'open', '2025-02-01')"),
            Map.entry(
                    "createIndexConcurrently/sub-partitioned", "INSERT INTO event VALUES (1000, '2024-06-01', 'late')"),
            Map.entry("dropColumnOnline/foreign-key", "INSERT INTO orders (id, total) VALUES (1000, 5)"),
            Map.entry("dropConstraintOnline/foreign-key", "INSERT INTO orders VALUES (1000, 5, NULL)"),
            Map.entry("dropTableOnline/cascade", "INSERT INTO orders VALUES (1000, 5, NULL)"),
            Map.entry(
                    "addForeignKeyValidated/sub-partitioned", "INSERT INTO sale VALUES (1000, 'PE', '2024-06-01', 7)"),
            Map.entry("addCheckValidated/partitioned", "INSERT INTO sale VALUES (1000, '2024-06-01', 7)"),
            Map.entry("dropIndexConcurrently/single", "INSERT INTO orders VALUES (1000, 99, 'open')"),
            Map.entry("setNotNullValidated/default-null-value", "UPDATE customer SET status = 'mine' WHERE id = 200"),
            Map.entry("onlineSql/once", "INSERT INTO audit VALUES ('theirs')"),
            Map.entry("onlineSql/concurrently", "INSERT INTO product VALUES (1000, 'late')"),
            Map.entry("deleteInBatches/where", "INSERT INTO event VALUES (1000, '2025-01-01')"),
            Map.entry("deleteInBatches/archive", "UPDATE orders SET net = 5 WHERE id = 199")));

    static Stream<Arguments> examples() {
        return Majors.of(WRITES.keySet(), (example, major) -> true);
    }

    @ParameterizedTest(name = "PostgreSQL {0}, {1}")
    @MethodSource("examples")
    void goesOnWhereverTheBackendDied(int major, String name) throws Exception {
        Example example = Example.of(name);
        String write = WRITES.getOrDefault(name, "");
        try (TestDatabase template = example.setUp(major)) {
            State undisturbed;
            try (TestDatabase database = PostgresServer.of(major).copyOf(template)) {
                Commands.on(database, example).update();
                database.run(write);
                undisturbed = State.of(database, example);
            }
            int strikes = 0;
            while (diesAndGoesOn(template, example, strikes + 1, write, undisturbed)) {
                strikes++;
            }
            assertThat(strikes).as("statements that it can die before").isGreaterThanOrEqualTo(3);
        }
    }

    /** Whether there was such a statement. */
    private static boolean diesAndGoesOn(
            TestDatabase template, Example example, int strikeAt, String write, State undisturbed) throws Exception {
        try (TestDatabase database = template.server().copyOf(template);
                Killer killer = new Killer(database, strikeAt)) {
            Commands killed = Commands.on(killer.database(), example).heardBy(killer);
            try {
                killed.update();
            } catch (Exception cutOff) {
                assertThat(killer.struck()).as("%s", cutOff).isNotEmpty();
            }
            if (killer.struck().isEmpty()) {
                return false;
            }
            database.run(write);
            Commands again = Commands.on(database, example);
            again.run("releaseLocks");
            again.update();
            State.of(database, example).assertIs(undisturbed, "killed before " + strikeAt + ": " + killer.struck());
            return true;
        }
    }
}
