package liquibase.ext.online.it.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.lifecycle.PsqlScript;
import liquibase.ext.online.it.server.Majors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What partitions had before a change gave it to the whole table, they have after its rollback. */
@Tag("liquibase")
class PartsBeforeIT {
    private static final String[] PARTS = {
        "CREATE TABLE part (id int, code int, note text) PARTITION BY RANGE (id)",
        "CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (100)",
        "CREATE TABLE part_2 PARTITION OF part FOR VALUES FROM (100) TO (200)",
        "CREATE TABLE part_3 PARTITION OF part FOR VALUES FROM (200) TO (400) PARTITION BY RANGE (id)",
        "CREATE TABLE part_3a PARTITION OF part_3 FOR VALUES FROM (200) TO (300)",
        "CREATE TABLE \"part 3b\" PARTITION OF part_3 FOR VALUES FROM (300) TO (400)",
        "INSERT INTO part SELECT g, g, 'n' FROM generate_series(1, 399) AS g"
    };

    /** Constraints and indexes, and what belongs to what. */
    private static final String SCHEMA = "SELECT pg_get_indexdef(i.indexrelid) || ' ' || i.indisvalid || ' '"
            + " || coalesce(h.inhparent::regclass::text, '') || ' ' || coalesce((SELECT pg_get_constraintdef(c.oid) FROM pg_constraint c WHERE"
            + " c.conindid = i.indexrelid AND c.contype = 'u'), '') FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid LEFT"
            + " JOIN pg_inherits h ON h.inhrelid = i.indexrelid WHERE t.relname LIKE 'part%' ORDER BY 1";

    @TempDir
    Path folder;

    private Begun parts(int major, String... more) throws Exception {
        Begun begun = Begun.on(major, folder, PARTS);
        begun.database().owner().run(more);
        return begun;
    }

    @ParameterizedTest
    @ArgumentsSource(Majors.class)
    void uniqueConstraintsOfPartitions(int major) throws Exception {
        try (Begun begun = parts(
                major,
                "ALTER TABLE part_1 ADD CONSTRAINT \"Own, 1\" UNIQUE (id) INCLUDE (code) WITH (fillfactor = 70) DEFERRABLE INITIALLY DEFERRED",
                "ALTER TABLE part_3 ADD CONSTRAINT own_3 UNIQUE (id) INCLUDE (code) DEFERRABLE INITIALLY DEFERRED")) {
            String before = begun.all(SCHEMA);
            Commands edition = begun.edition("addUniqueConcurrently: {tableName: part, columnNames: id, include: code,"
                    + " constraintName: part_u, deferrable: true, initiallyDeferred: true}");
            edition.update();
            assertThat(
                            begun.all(
                                    "SELECT count(*) FROM pg_constraint WHERE contype = 'u' AND conrelid::regclass::text ~ 'part'"))
                    .isEqualTo("6");
            edition.rollBackLast();
            assertThat(begun.all(SCHEMA)).isEqualTo(before);
            assertThat(begun.kept()).isEmpty();

            edition.update();
            begun.database().owner().run("DELETE FROM databasechangelog WHERE id = 'c'");
            assertThat(edition.runWithoutChangelog("onlineRevert"))
                    .contains("constraint own_3 of public.part_3 was there before and is there again");
            assertThat(begun.all(SCHEMA)).isEqualTo(before);

            theScriptLeaves(begun, edition, SCHEMA);
        }
    }

    /** Which cannot build what has to be there again. */
    private static void theScriptLeaves(Begun begun, Commands edition, String query) throws Exception {
        edition.update();
        String after = begun.all(query);
        PsqlScript.run(begun.database().owner(), edition.run("rollbackCountSql", Map.entry("count", 1)));
        assertThat(begun.all(query)).isEqualTo(after);
        assertThat(begun.isExecuted()).isFalse();
    }

    @ParameterizedTest
    @ArgumentsSource(Majors.class)
    void indexesOfPartitions(int major) throws Exception {
        try (Begun begun = parts(
                major,
                "CREATE INDEX \"Own, 1\" ON part_1 (code DESC) WITH (fillfactor = 70)",
                "CREATE INDEX own_3 ON part_3 (code DESC) WITH (fillfactor = 70)")) {
            String before = begun.all(SCHEMA);
            Commands edition =
                    begun.edition("createIndexConcurrently: {tableName: part, indexName: part_i, with: fillfactor=70,"
                            + " columns: [{column: {name: code, descending: true}}]}");
            edition.update();
            assertThat(begun.all("SELECT count(*) FROM pg_inherits h JOIN pg_index i ON i.indexrelid = h.inhrelid"))
                    .isEqualTo("5");
            edition.rollBackLast();
            assertThat(begun.all(SCHEMA)).isEqualTo(before);
            assertThat(begun.kept()).isEmpty();

            theScriptLeaves(begun, edition, SCHEMA);
        }
    }

    @ParameterizedTest
    @ArgumentsSource(Majors.class)
    void notNullOfPartitionsAndHeirs(int major) throws Exception {
        String columns =
                "SELECT attrelid::regclass || ' ' || attnotnull FROM pg_attribute WHERE attname = 'code' AND attnum > 0"
                        + " AND attrelid::regclass::text ~ 'part|heir' UNION ALL SELECT conname FROM pg_constraint WHERE conrelid::regclass::text ~ 'part' AND"
                        + " contype = 'c' ORDER BY 1";
        try (Begun begun = parts(
                major, "ALTER TABLE part_1 ALTER code SET NOT NULL", "ALTER TABLE part_3 ALTER code SET NOT NULL")) {
            String before = begun.all(columns);
            Commands edition = begun.edition("setNotNullValidated: {tableName: part, columnName: code}");
            edition.update();
            assertThat(begun.all(columns)).doesNotContain("false");
            edition.rollBackLast();
            assertThat(begun.all(columns)).isEqualTo(before);
            assertThat(begun.kept()).isEmpty();
            if (major < 18) {
                theScriptLeaves(begun, edition, columns);
            }
        }
    }

    /** A function of that name stands before the one of PostgreSQL on the search_path, where the index is built again. */
    @ParameterizedTest
    @ArgumentsSource(Majors.class)
    void anIndexOverAFunctionThatIsShadowed(int major) throws Exception {
        try (Begun begun = parts(major, "CREATE INDEX own ON part_1 (lower(note))")) {
            begun.database()
                    .admin()
                    .run(
                            "CREATE FUNCTION public.lower(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1'",
                            "ALTER ROLE " + begun.database().role() + " SET search_path = public, pg_catalog");
            String before = begun.all(SCHEMA);
            Commands edition = begun.edition("createIndexConcurrently: {tableName: part, indexName: part_i,"
                    + " columns: [{column: {name: pg_catalog.lower(note), computed: true}}]}");
            edition.update();
            assertThat(begun.all("SELECT count(*) FROM pg_inherits h JOIN pg_index i ON i.indexrelid = h.inhrelid"))
                    .isEqualTo("5");
            edition.rollBackLast();
            assertThat(begun.all(SCHEMA)).isEqualTo(before);
        }
    }
}
