package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.lifecycle.PsqlScript;
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

/** Indexes beside what stands already: what is taken, what is refused and what is left behind. */
@Tag("liquibase")
@Tag("once")
class IndexIT {
    private static final String WANTED = "tableName: t, indexName: t_i, columns: [column: {name: a}]";
    private static final String INDEXES =
            "SELECT indexrelid::regclass || CASE WHEN indisvalid THEN '' ELSE ' INVALID' END FROM pg_index WHERE"
                    + " indrelid >= 16384 AND indrelid::regclass::text !~* 'changelog|^pg_' ORDER BY 1";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CREATE INDEX t_i ON t (b)                                        | USING btree (b)
                    CREATE UNIQUE INDEX t_i ON t (a)                                 | CREATE UNIQUE INDEX t_i
                    CREATE INDEX t_i ON t (a DESC)                                   | (a DESC)
                    CREATE INDEX t_i ON t (a) INCLUDE (b)                            | INCLUDE (b)
                    CREATE INDEX t_i ON t (a) WHERE a > 0                            | WHERE (a > 0)
                    CREATE INDEX t_i ON t USING hash (a)                             | USING hash
                    CREATE INDEX t_i ON t (a) WITH (fillfactor = 50)                 | fillfactor='50'
                    CREATE INDEX t_i ON t ((a + 0))                                  | ((a + 0))
                    CREATE TABLE other (a int); CREATE INDEX t_i ON other (a)        | ON public.other
                    CREATE TABLE t_i (a int)                                         | a relation of kind r
                    CREATE SEQUENCE t_i                                              | a relation of kind S
                    """)
    void whatBearsTheNameAndIsNotTheIndexIsRefused(String standing, String shown) throws Exception {
        try (OwnerDatabase database = database(17, standing)) {
            String before = all(database, INDEXES);
            assertThat(failure(edition(database, WANTED)))
                    .contains("1 names are taken", shown, "CREATE INDEX t_i ON public.t (a)", "nothing was changed");
            assertThat(all(database, INDEXES)).isEqualTo(before);
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void anEqualOneIsTakenAndStaysAfterARollback(int major) throws Exception {
        try (OwnerDatabase database = database(major, "CREATE INDEX t_i ON t (a)")) {
            Commands edition = edition(database, WANTED);
            String oid = "SELECT 't_i'::regclass::oid::text";
            String before = all(database, oid);
            edition.update();
            String script = edition.run("rollbackCountSql", Map.entry("count", 1));
            edition.rollBackLast();
            assertThat(all(database, oid)).isEqualTo(before);
            edition.update();
            PsqlScript.run(database.owner(), script);
            assertThat(all(database, oid)).isEqualTo(before);
        }
    }

    @Test
    void theScriptOfARollbackDropsTheIndexThatTheChangeBuilt() throws Exception {
        try (OwnerDatabase database = database(17)) {
            Commands edition = edition(database, WANTED);
            edition.update();
            assertThat(all(database, INDEXES)).isEqualTo("t_i");
            PsqlScript.run(database.owner(), edition.run("rollbackCountSql", Map.entry("count", 1)));
            assertThat(all(database, INDEXES)).isEmpty();
        }
    }

    @Test
    void duplicatesAreNamedAndNothingIsLeft() throws Exception {
        try (OwnerDatabase database =
                database(17, "INSERT INTO t SELECT n, n FROM generate_series(10, 200000) AS n, (VALUES (1)) AS o")) {
            database.owner().run("UPDATE t SET b = 150001 WHERE a = 150000", "VACUUM FULL t");
            assertThat(failure(edition(
                            database,
                            "tableName: t, indexName: t_i, unique: true, where: a > 0, columns: [column: {name: (b + 1),"
                                    + " computed: true}]")))
                    .contains("1 values of ((b + 1)) stand in more than one row", "(b + 1)=150002 (2 rows)");
            assertThat(all(database, INDEXES)).isEmpty();
        }
    }

    @Test
    void aBuildThatARowEndsLeavesNoInvalidIndex() throws Exception {
        try (OwnerDatabase database = database(17, "INSERT INTO t VALUES (0, 0)")) {
            assertThat(failure(edition(
                            database,
                            "tableName: t, indexName: t_i, columns: [column: {name: (1 / a), computed: true}]")))
                    .contains("division by zero");
            assertThat(all(database, INDEXES)).isEmpty();
        }
    }

    @Test
    void whatReindexLeftIsClearedToo() throws Exception {
        try (OwnerDatabase database = database(17, "CREATE INDEX t_i_ccnew ON t (a)")) {
            database.admin().run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't_i_ccnew'::regclass");
            edition(database, WANTED).update();
            assertThat(all(database, INDEXES)).isEqualTo("t_i");
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void anEqualIndexOfAPartitionBecomesAPart(int major) throws Exception {
        try (OwnerDatabase database = database(
                major,
                "CREATE TABLE p (a int, b int) PARTITION BY RANGE (a)",
                "CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE p_2 PARTITION OF p FOR VALUES FROM (10) TO (20)",
                "CREATE INDEX standing ON p_1 (b)")) {
            edition(database, "tableName: p, indexName: p_i, columns: [column: {name: b}]")
                    .update();
            assertThat(all(database, INDEXES)).isEqualTo("p_2_b_idx; p_i; standing");
            database.owner().run("CREATE TABLE p_3 PARTITION OF p FOR VALUES FROM (20) TO (30)");
            assertThat(all(database, INDEXES)).isEqualTo("p_2_b_idx; p_3_b_idx; p_i; standing");
        }
    }

    @Test
    void aUniqueIndexWithoutThePartitionKeyIsRefusedFirst() throws Exception {
        try (OwnerDatabase database = database(
                17,
                "CREATE TABLE p (a int, b int) PARTITION BY RANGE (a)",
                "CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10)")) {
            assertThat(failure(edition(
                            database, "tableName: p, indexName: p_i, unique: true, columns: [column: {name: b}]")))
                    .contains("a unique index on (b) lacks a column of a partition key", "nothing was changed");
            assertThat(all(database, INDEXES)).isEmpty();
        }
    }

    private static OwnerDatabase database(int major, String... more) throws Exception {
        OwnerDatabase database = OwnerDatabase.on(PostgresServer.of(major));
        database.owner()
                .run("CREATE TABLE t (a int, b int)", "INSERT INTO t SELECT n, n FROM generate_series(1, 9) AS n");
        database.owner().run(more);
        return database;
    }

    private Commands edition(OwnerDatabase database, String attributes) throws Exception {
        Files.writeString(folder.resolve("c.yaml"), """
                databaseChangeLog:
                  - changeSet: {id: c, author: it, changes: [createIndexConcurrently: {%s}]}
                """.formatted(attributes));
        return new Commands(folder, "c.yaml", Map.entry("url", database.owner().url()), new SqlListener());
    }

    private static String failure(Commands edition) {
        return String.valueOf(catchThrowable(edition::update));
    }

    private static String all(OwnerDatabase database, String query) throws Exception {
        return String.join("; ", Catalog.strings(database.admin(), query));
    }
}
