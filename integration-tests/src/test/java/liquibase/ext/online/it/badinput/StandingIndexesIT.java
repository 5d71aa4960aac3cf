package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import liquibase.ext.online.it.LiquibaseUpdate;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.queue.Told;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.server.Relations;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.QualifiedName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which indexes that stand become the constraint, and which only look like it. */
@Tag("liquibase")
@Tag("once")
class StandingIndexesIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CREATE UNIQUE INDEX standing ON t (a)                    | 1
                    CREATE INDEX standing ON t (a)                           | 2
                    CREATE UNIQUE INDEX standing ON t (a) WHERE a > 0        | 2
                    CREATE UNIQUE INDEX standing ON t ((a + 0))              | 2
                    CREATE UNIQUE INDEX standing ON t (a DESC)               | 2
                    CREATE UNIQUE INDEX standing ON t (a) INCLUDE (b)        | 2
                    CREATE UNIQUE INDEX standing ON t (a) NULLS NOT DISTINCT | 2
                    CREATE UNIQUE INDEX standing ON t (a, b)                 | 2
                    CREATE UNIQUE INDEX standing ON t (b)                    | 2
                    """)
    void onlyAnEqualOneIsTaken(String index, int indexes) throws Exception {
        try (OwnerDatabase database = OwnerDatabase.on(PostgresServer.of(17))) {
            database.owner()
                    .run(
                            "CREATE TABLE t (a int, b int)",
                            "INSERT INTO t SELECT i, i FROM generate_series(1, 9) AS i",
                            index);
            Files.writeString(folder.resolve("changelog.yaml"), """
                    databaseChangeLog:
                      - changeSet:
                          id: a
                          author: it
                          changes:
                            - addUniqueConcurrently: {tableName: t, columnNames: a, constraintName: t_a_key}
                    """);
            Told told = new Told();
            new LiquibaseUpdate(database.owner(), folder, "changelog.yaml")
                    .telling(told)
                    .run();
            assertThat(Catalog.strings(
                            database.admin(),
                            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 't_a_key'"))
                    .as("%s", told.lines())
                    .containsExactly("UNIQUE (a)");
            assertThat(Catalog.strings(
                            database.admin(),
                            "SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 't'::regclass AND indisvalid"))
                    .hasSize(indexes);
        }
    }

    /** Its index compares by overlap, which says nothing of what is equal, and no walk along a key can use it. */
    @Test
    void oneWithoutOverlapsIsNeitherEqualNorAKeyToWalkBy() throws Exception {
        try (OwnerDatabase database = OwnerDatabase.on(PostgresServer.of(18))) {
            database.owner()
                    .run(
                            "CREATE TABLE t (a int4range, b int4range, c text, UNIQUE (a, b WITHOUT OVERLAPS))",
                            "ALTER TABLE t ALTER a SET NOT NULL, ALTER b SET NOT NULL");
            Files.writeString(folder.resolve("changelog.yaml"), """
                    databaseChangeLog:
                      - changeSet:
                          id: a
                          author: it
                          changes:
                            - addUniqueConcurrently: {tableName: t, columnNames: "a, b", constraintName: equal}
                    """);
            try (Connection connection = database.owner().connect()) {
                assertThat(new Relations(new Session(connection, sql -> {})).key(new QualifiedName("public", "t")))
                        .isEmpty();
            }
            new LiquibaseUpdate(database.owner(), folder, "changelog.yaml").run();
            assertThat(Catalog.strings(
                            database.admin(),
                            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'equal'"))
                    .containsExactly("UNIQUE (a, b)");
        }
    }
}
