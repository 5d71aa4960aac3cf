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

/** Tables, columns and constraints with something hanging on them: what goes with them, and what keeps them from going. */
@Tag("liquibase")
class DropIT {
    private static final String SCHEMA =
            "SELECT c.conrelid::regclass || ' ' || c.conname FROM pg_constraint c WHERE c.conrelid >= 16384 AND"
                    + " c.conrelid::regclass::text !~* 'changelog' AND c.contype <> 'n' UNION ALL SELECT relkind::text || ' ' || relname"
                    + " FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname !~* 'changelog' UNION ALL SELECT"
                    + " 'column ' || attname FROM pg_attribute WHERE attrelid = to_regclass('t') AND attnum > 0 AND NOT"
                    + " attisdropped ORDER BY 1";

    @TempDir
    private Path folder;

    /** What hangs on each column is what the server would name or silently drop. */
    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void aColumnThatOthersHaveAPartInIsRefused(int major) throws Exception {
        try (OwnerDatabase database = database(major)) {
            refused(
                    database,
                    "dropColumnOnline: {tableName: t, columnName: id}",
                    "constraint f_t_id_fkey on table public.f",
                    "constraint t_parent_fkey on table public.t",
                    "constraint t_pkey on table public.t",
                    "policy pol on table public.f",
                    "view public.v");
            refused(
                    database,
                    "dropColumnOnline: {tableName: t, columnName: a}",
                    "index public.i_ac",
                    "index public.i_expr",
                    "index public.i_inc",
                    "constraint both_chk on table public.t",
                    "rule ru on table public.f",
                    "statistics object public.st",
                    "view public.v2",
                    "materialized view public.mv");
            refused(
                    database,
                    "dropColumnOnline: {tableName: t, columnName: b}",
                    "1 objects hang on column b of public.t: default value for column g of table public.t");
            refused(
                    database,
                    "dropColumnOnline: {tableName: t, columnName: c}",
                    "policy polown on table public.t",
                    "trigger upd on table public.t",
                    "index public.i_ac");
            refused(
                    database,
                    "dropColumnOnline: {tableName: t, columnName: own}",
                    "default value for column n of table public.f");
            refused(
                    database,
                    "dropColumnOnline: {tableName: t, columnName: x}",
                    "has no column of the name: x, and it has id");
            refused(database, "dropColumnOnline: {tableName: v, columnName: a}", "public.v is a view, not a table");
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void whatIsTheColumnsOwnGoesWithIt(int major) throws Exception {
        try (OwnerDatabase database = database(major)) {
            run(
                    database,
                    "dropColumnOnline: {tableName: t, columns: [column: {name: g}, column: {name: parent}, column: {name: e}, column: {name: ident}]}",
                    "both_chk");
            database.owner().run("ALTER TABLE t DROP CONSTRAINT both_chk", "DROP INDEX i_inc");
            run(
                    database,
                    "dropColumnOnline: {tableName: t, columns: [column: {name: g}, column: {name: parent}, column: {name: e}, column: {name: ident}]}",
                    "");
            assertThat(all(database)).doesNotContain("column g;", "t_parent_fkey", "t_e_fkey", "S t_ident_seq");
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void aTableThatOthersUseIsRefusedUnlessTheAuthorSaysCascade(int major) throws Exception {
        try (OwnerDatabase database = database(major)) {
            refused(
                    database,
                    "dropTableOnline: {tableName: t}",
                    "10 objects hang on table public.t",
                    "column r of table public.f",
                    "constraint f_d_fkey on table public.f",
                    "default value for column n of table public.f",
                    "function public.ft(public.t)",
                    "view public.v",
                    "or say cascadeConstraints");
            run(database, "dropTableOnline: {tableName: t, cascadeConstraints: true}", "");
            assertThat(all(database))
                    .contains("r f", "r r", "r_pkey")
                    .doesNotContain("_fkey", "v v", "r t;", "column ");
        }
    }

    @Test
    void aTableThatIsGoneIsDoneOnceItsDropHasBegun() throws Exception {
        try (OwnerDatabase database = database(17)) {
            String drop = "dropTableOnline: {tableName: t, cascadeConstraints: true}";
            run(database, drop, "");
            database.owner().run("DELETE FROM databasechangelog");
            run(database, drop, "");
            database.owner()
                    .run("DELETE FROM databasechangelog", "DELETE FROM databasechangelogonline WHERE change >= 0");
            refused(database, drop, "table public.t does not exist");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    t_pkey | constraint f_t_id_fkey on table public.f
                    t_d_key | constraint f_d_fkey on table public.f
                    nope | public.t has no constraint nope, and it has: both_chk, t_chk_check
                    """)
    void aConstraintThatSomethingNeedsIsRefused(String constraint, String message) throws Exception {
        try (OwnerDatabase database = database(17)) {
            refused(database, "dropConstraintOnline: {tableName: t, constraintName: " + constraint + "}", message);
        }
    }

    @Test
    void thePrimaryKeyOfAPublishedTableStays() throws Exception {
        try (OwnerDatabase database = database(17)) {
            database.admin().run("CREATE PUBLICATION p FOR TABLE r");
            database.owner().run("ALTER TABLE t DROP CONSTRAINT t_e_fkey");
            refused(
                    database,
                    "dropConstraintOnline: {tableName: r, constraintName: r_pkey}",
                    "is the replica identity of 1 tables",
                    "public.r");
        }
    }

    @Test
    void partsOfAPartitionedTableGoWithTheWhole() throws Exception {
        try (OwnerDatabase database = database(17)) {
            database.owner()
                    .run(
                            "CREATE TABLE p (id int, at int, r_id int CONSTRAINT p_r REFERENCES r, CONSTRAINT p_chk CHECK (id > 0))"
                                    + " PARTITION BY RANGE (at)",
                            "CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10)",
                            "CREATE TABLE p_2 PARTITION OF p DEFAULT");
            refused(
                    database,
                    "dropConstraintOnline: {tableName: p_1, constraintName: p_chk}",
                    "is inherited: public.p");
            refused(database, "dropConstraintOnline: {tableName: p_1, constraintName: p_r}", "is inherited: public.p");
            refused(database, "dropColumnOnline: {tableName: p_1, columnName: r_id}", "r_id is inherited");
            refused(database, "dropColumnOnline: {tableName: p, columnName: at}", "at is part of a partition key");
            run(database, "dropTableOnline: {tableName: p_1}", "");
            assertThat(all(database)).doesNotContain("p_1");
            database.owner()
                    .run(
                            "CREATE TABLE q (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                            "CREATE TABLE q_1 PARTITION OF q FOR VALUES FROM (0) TO (10)",
                            "CREATE TABLE to_q (q_id int CONSTRAINT to_q REFERENCES q)");
            refused(
                    database,
                    "dropTableOnline: {tableName: q_1}",
                    "1 objects hang on table public.q_1: constraint to_q on table public.to_q");
            run(database, "dropConstraintOnline: {tableName: p, constraintName: p_r}", "");
            assertThat(all(database)).doesNotContain("p_r");
        }
    }

    @Test
    void aForeignKeyOfAnotherRolesTableGoesByCascade() throws Exception {
        try (OwnerDatabase database = database(17)) {
            database.admin()
                    .run(
                            "CREATE TABLE foreign_to_us (r_id int REFERENCES r)",
                            "ALTER TABLE t DROP CONSTRAINT t_e_fkey");
            run(database, "dropTableOnline: {tableName: r, cascadeConstraints: true}", "");
            assertThat(all(database)).contains("r foreign_to_us").doesNotContain("foreign_to_us_r_id_fkey");
        }
    }

    private static OwnerDatabase database(int major) throws Exception {
        OwnerDatabase database = OwnerDatabase.on(PostgresServer.of(major));
        database.owner()
                .run(
                        "CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int, d int UNIQUE, e int, parent int REFERENCES t, g"
                                + " int GENERATED ALWAYS AS (b * 2) STORED, ident int GENERATED ALWAYS AS IDENTITY, own serial, chk"
                                + " int CHECK (chk > 0), CONSTRAINT both_chk CHECK (a < e))",
                        "CREATE INDEX i_c ON t (c)",
                        "CREATE INDEX i_ac ON t (a, c)",
                        "CREATE INDEX i_expr ON t ((c + 1)) WHERE a > 0",
                        "CREATE INDEX i_inc ON t (a) INCLUDE (e)",
                        "CREATE STATISTICS st ON a, c FROM t",
                        "CREATE VIEW v AS SELECT a, id FROM t",
                        "CREATE VIEW v2 AS SELECT * FROM v",
                        "CREATE MATERIALIZED VIEW mv AS SELECT count(*) FROM v",
                        "CREATE TABLE f (t_id int REFERENCES t, d int REFERENCES t (d), r t, n int DEFAULT nextval('t_own_seq'))",
                        "CREATE TABLE r (id int PRIMARY KEY)",
                        "ALTER TABLE t ADD FOREIGN KEY (e) REFERENCES r",
                        "CREATE POLICY pol ON f USING (t_id IN (SELECT id FROM t))",
                        "CREATE POLICY polown ON t USING (c > 0)",
                        "CREATE FUNCTION tr() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
                        "CREATE TRIGGER upd BEFORE UPDATE OF c ON t FOR EACH ROW EXECUTE FUNCTION tr()",
                        "CREATE RULE ru AS ON DELETE TO f DO ALSO DELETE FROM t WHERE a = 1",
                        "CREATE FUNCTION ft(t) RETURNS int LANGUAGE sql AS 'SELECT 1'");
        return database;
    }

    private void refused(OwnerDatabase database, String change, String... messages) throws Exception {
        String before = all(database);
        assertThat(failure(database, change)).contains(messages).contains("nothing was changed");
        assertThat(all(database)).isEqualTo(before);
    }

    /** @param problem what it is refused for; empty when it is to succeed */
    private void run(OwnerDatabase database, String change, String problem) throws Exception {
        assertThat(failure(database, change)).contains(problem.isEmpty() ? "null" : problem);
    }

    private String failure(OwnerDatabase database, String change) throws Exception {
        Files.writeString(folder.resolve("c.yaml"), """
                databaseChangeLog:
                  - changeSet: {id: "%s", author: it, changes: [%s]}
                """.formatted(change.replaceAll("[^a-zA-Z_]+", " "), change));
        return String.valueOf(catchThrowable(() ->
                new Commands(folder, "c.yaml", Map.entry("url", database.owner().url()), new SqlListener()).update()));
    }

    private static String all(OwnerDatabase database) throws Exception {
        return String.join("; ", Catalog.strings(database.admin(), SCHEMA));
    }
}
