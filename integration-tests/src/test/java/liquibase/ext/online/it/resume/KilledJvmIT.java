package liquibase.ext.online.it.resume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.lifecycle.Example;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** SIGKILL in the middle of a backfill: nobody can clean up, and yet no batch is lost and none is done twice. */
class KilledJvmIT {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final String WRITTEN =
            "SELECT (SELECT coalesce(sum(rows_written), 0) FROM databasechangelogonline) + coalesce((SELECT sum(rows_written) FROM"
                    + " databasechangelogonline_stretch), 0)";
    private static final String FILLED = "SELECT count(*) FROM product WHERE sku LIKE 'PROD-%'";

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void goesOnBehindTheLastBatchThatCommitted(int major) throws Exception {
        Example example = Example.of("backfillInBatches/default-predicate");
        try (TestDatabase database = example.setUp(major)) {
            database.run("INSERT INTO product SELECT n, 'Product ' || n FROM generate_series(201, 6000) AS n");
            long toFill = number(database, "SELECT count(*) FROM product WHERE sku IS NULL");

            Process child = update(database, example);
            try {
                Await.until(
                        "some batches", DEADLINE, () -> progressExists(database) && number(database, WRITTEN) > 300);
            } finally {
                child.destroyForcibly().waitFor();
            }
            Await.until(
                    "the end of the child's backend",
                    DEADLINE,
                    () -> number(
                                    database,
                                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
                            == 0);
            long before = number(database, WRITTEN);
            assertThat(before).isLessThan(toFill).isEqualTo(number(database, FILLED));
            database.run("UPDATE product SET sku = 'MINE' WHERE id = (SELECT max(id) FROM product WHERE sku IS NULL)");

            Commands again = Commands.on(database, example);
            again.run("releaseLocks");
            again.update();

            assertThat(number(database, WRITTEN)).as("each row is written once").isEqualTo(toFill - 1);
            assertThat(number(database, FILLED)).isEqualTo(toFill - 1);
            assertThat(number(database, "SELECT count(*) FROM product WHERE sku = 'MINE'"))
                    .as("what the application wrote meanwhile stays")
                    .isEqualTo(1);
        }
    }

    private static Process update(TestDatabase database, Example example) throws Exception {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dliquibase.analytics.enabled=false",
                        "-Dliquibase.online.smallTable=0",
                        "-Dliquibase.online.pause=20ms",
                        "-Dliquibase.online.batchSize=100",
                        "-Dchangelogs.dir=" + System.getProperty("changelogs.dir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildUpdate.class.getName(),
                        database.url(),
                        example.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static boolean progressExists(TestDatabase database) throws Exception {
        return !Catalog.strings(database, "SELECT 1 FROM pg_class WHERE relname = 'databasechangelogonline'")
                .isEmpty();
    }

    private static long number(TestDatabase database, String query) throws Exception {
        return Long.parseLong(Catalog.strings(database, query).get(0));
    }
}
