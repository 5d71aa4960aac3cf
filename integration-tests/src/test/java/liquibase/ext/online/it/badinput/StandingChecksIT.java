package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import liquibase.ext.online.it.LiquibaseUpdate;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.queue.Told;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which constraints that stand spare a table the scan of SET NOT NULL, and which only seem to. */
@Tag("liquibase")
@Tag("once")
class StandingChecksIT {
    private static final String OWN = "add check t_a_online_not_null";
    private static final String VALIDATE = "validate constraint ";

    @TempDir
    private Path folder;

    /** With {@code +} before what must be told, and {@code -} before what must not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ADD CHECK (a IS NOT NULL)                                               | -own -validate
                    ADD CHECK (b > 0 AND a IS NOT NULL)                                     | -own -validate
                    ADD CONSTRAINT k CHECK (a IS NOT NULL) NOT VALID                        | -own +validate k
                    ADD CONSTRAINT k CHECK (a IS NOT NULL AND b > 0) NOT VALID              | +own +validate t_a
                    ADD CHECK (a IS NOT NULL) NO INHERIT                                    | +own +validate t_a
                    ADD CONSTRAINT k CHECK (a IS NOT NULL) NO INHERIT NOT VALID             | +own +validate t_a
                    ADD CHECK (complete = (a IS NOT NULL AND b IS NOT NULL))                | +own +validate t_a
                    ADD CHECK ((a IS NOT NULL AND b IS NOT NULL) IS DISTINCT FROM NOT complete) | +own +validate t_a
                    ADD CHECK (CASE WHEN b > 0 AND a IS NOT NULL AND b > 1 THEN complete ELSE complete END) | +own +validate t_a
                    ADD CHECK (c IS NOT NULL)                                               | +own +validate t_a
                    """)
    void seventeenAddsACheckOfItsOwnWhereNoneProves(String constraint, String expected) throws Exception {
        assertSteps(17, constraint, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ADD CHECK (b > 0 AND a IS NOT NULL)                                     | -own -validate
                    ADD CONSTRAINT k NOT NULL a NOT VALID                                   | -own +validate k
                    ADD CHECK (a IS NOT NULL) NOT ENFORCED                                  | -own +validate t_a_not_null
                    ADD CHECK (complete = (a IS NOT NULL AND b IS NOT NULL))                | -own +validate t_a_not_null
                    """)
    void eighteenValidatesNotNullItselfWhereNoneProves(String constraint, String expected) throws Exception {
        assertSteps(18, constraint, expected);
    }

    private void assertSteps(int major, String constraint, String expected) throws Exception {
        try (OwnerDatabase database = OwnerDatabase.on(PostgresServer.of(major))) {
            database.owner()
                    .run(
                            "CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int, complete boolean)",
                            "INSERT INTO t SELECT i, i, i, i, true FROM generate_series(1, 10) AS i",
                            "ALTER TABLE t " + constraint);
            Told told = update(database);
            for (String clause : expected.split(" (?=[-+])", -1)) {
                String pattern = clause.substring(1).replace("own", OWN).replaceFirst("validate ?", VALIDATE);
                assertThat(told.lines().stream()
                                .anyMatch(line -> line.contains(pattern) && !line.endsWith(": stands already")))
                        .as("%s in %s", pattern, told.lines())
                        .isEqualTo(clause.startsWith("+"));
            }
            assertThat(Catalog.strings(
                            database.admin(),
                            "SELECT attnotnull FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'a'"))
                    .containsExactly("t");
            assertThat(Catalog.strings(
                            database.admin(),
                            "SELECT conname FROM pg_constraint WHERE conname LIKE '%online_not_null'"))
                    .isEmpty();
        }
    }

    private Told update(OwnerDatabase database) throws Exception {
        Files.writeString(folder.resolve("changelog.yaml"), """
                databaseChangeLog:
                  - changeSet:
                      id: a
                      author: it
                      changes:
                        - setNotNullValidated: {tableName: t, columnName: a}
                """);
        Told told = new Told();
        new LiquibaseUpdate(database.owner(), folder, "changelog.yaml")
                .telling(told)
                .run();
        return told;
    }
}
