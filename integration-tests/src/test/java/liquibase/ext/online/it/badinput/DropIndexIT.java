package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.listener.SqlListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Indexes that are no author's to drop, are not there, or are half dropped. */
@Tag("liquibase")
@Tag("once")
class DropIndexIT {
    private static final String INDEXES =
            "SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid >= 16384 AND indrelid::regclass::text !~*"
                    + " 'changelog|^pg_' ORDER BY 1";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    t_j     | index public.t_j does not exist: public.t has t_a, t_b, t_c_key, t_pkey
                    t_pkey  | it belongs to primary key t_pkey of public.t
                    t_c_key | it belongs to unique constraint t_c_key of public.t
                    t_b     | constraint f_b_fkey on table public.f needs it
                    u       | public.u is no index of public.t: it is a relation of kind r
                    u_a     | public.u_a is no index of public.t: it is an index of public.u
                    """)
    void isRefusedBeforeAnythingIsChanged(String index, String message) throws Exception {
        try (OwnerDatabase database = database(17)) {
            String before = all(database);
            assertThat(failure(drop(database, "tableName: t, indexName: " + index)))
                    .contains(message, "nothing was changed");
            assertThat(all(database)).isEqualTo(before);
        }
    }

    @Test
    void withoutATableTheNameIsAllThereIs() throws Exception {
        try (OwnerDatabase database = database(17)) {
            assertThat(failure(drop(database, "indexName: t_j")))
                    .contains("t_j does not exist: nothing bears this name");
            assertThat(failure(drop(database, "indexName: u"))).contains("it is a relation of kind r");
            drop(database, "indexName: u_a").update();
            assertThat(all(database)).doesNotContain("u_a");
        }
    }

    @Test
    void thePartOfAnIndexGoesWithTheWhole() throws Exception {
        try (OwnerDatabase database = database(
                17,
                "CREATE TABLE p (a int, b int) PARTITION BY RANGE (a)",
                "CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10)",
                "CREATE INDEX p_b ON p (b)")) {
            assertThat(failure(drop(database, "tableName: p_1, indexName: p_1_b_idx")))
                    .contains("it is a part of index public.p_b: drop that, and its parts go with it");
            drop(database, "tableName: p, indexName: p_b").update();
            assertThat(all(database)).doesNotContain("p_");
        }
    }

    @Test
    void aReplicaIdentityStays() throws Exception {
        try (OwnerDatabase database = database(17, "ALTER TABLE t REPLICA IDENTITY USING INDEX t_b")) {
            database.owner().run("DROP TABLE f");
            assertThat(failure(drop(database, "tableName: t, indexName: t_b")))
                    .contains("is the replica identity of 1 tables", "public.t", "ALTER TABLE … REPLICA IDENTITY");
        }
    }

    /** Each flag that an interrupted DROP INDEX CONCURRENTLY may have left. */
    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void whatAnInterruptedDropLeftIsDropped(int major) throws Exception {
        for (String flags : new String[] {
            "indisvalid = false",
            "indisvalid = false, indisready = false",
            "indisvalid = false, indisready = false, indislive = false"
        }) {
            try (OwnerDatabase database = database(major)) {
                database.admin().run("UPDATE pg_index SET " + flags + " WHERE indexrelid = 't_a'::regclass");
                drop(database, "tableName: t, indexName: t_a").update();
                assertThat(all(database)).as(flags).isEqualTo("t_b; t_c_key; t_pkey; u_a");
            }
        }
    }

    @Test
    void anIndexThatIsGoneIsDoneOnceItsDropHasBegun() throws Exception {
        try (OwnerDatabase database = database(17)) {
            drop(database, "tableName: t, indexName: t_a").update();
            database.owner().run("DELETE FROM databasechangelog");
            drop(database, "tableName: t, indexName: t_a").update();

            database.owner()
                    .run("DELETE FROM databasechangelog", "DELETE FROM databasechangelogonline WHERE change >= 0");
            assertThat(failure(drop(database, "tableName: t, indexName: t_a"))).contains("t_a does not exist");
        }
    }

    @Test
    void withoutARollbackBlockTheRollbackIsRefused() throws Exception {
        try (OwnerDatabase database = database(17)) {
            Commands edition = drop(database, "tableName: t, indexName: t_a");
            edition.update();
            assertThat(catchThrowable(edition::rollBackLast)).hasStackTraceContaining("RollbackImpossibleException");
        }
    }

    private static OwnerDatabase database(int major, String... more) throws Exception {
        OwnerDatabase database = OwnerDatabase.on(PostgresServer.of(major));
        database.owner()
                .run(
                        "CREATE TABLE t (id int PRIMARY KEY, a int, b int NOT NULL, c int UNIQUE)",
                        "CREATE INDEX t_a ON t (a)",
                        "CREATE UNIQUE INDEX t_b ON t (b)",
                        "CREATE TABLE f (b int REFERENCES t (b))",
                        "CREATE TABLE u (a int)",
                        "CREATE INDEX u_a ON u (a)");
        database.owner().run(more);
        return database;
    }

    private Commands drop(OwnerDatabase database, String attributes) throws Exception {
        Files.writeString(folder.resolve("c.yaml"), """
                databaseChangeLog:
                  - changeSet: {id: c, author: it, changes: [dropIndexConcurrently: {%s}]}
                """.formatted(attributes));
        return new Commands(folder, "c.yaml", Map.entry("url", database.owner().url()), new SqlListener());
    }

    private static String failure(Commands edition) {
        return String.valueOf(catchThrowable(edition::update));
    }

    private static String all(OwnerDatabase database) throws Exception {
        return String.join("; ", Catalog.strings(database.admin(), INDEXES));
    }
}
