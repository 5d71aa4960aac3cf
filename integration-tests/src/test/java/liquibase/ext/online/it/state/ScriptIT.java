package liquibase.ext.online.it.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.lifecycle.PsqlScript;
import liquibase.ext.online.it.server.PostgresServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts write down is what a run writes down, so that each takes up where the other stopped. */
@Tag("liquibase")
class ScriptIT {
    private static final String COLUMN =
            "addColumnOnline: {tableName: doc, columns: [{column: {name: cat_id, type: int, defaultValueNumeric: 5,"
                    + " constraints: {references: cat(id), foreignKeyName: doc_cat_fk}}}]}";
    private static final String UNIQUE = "addUniqueConcurrently: {tableName: part, columnNames: id, partitioned: true}";
    private static final String CONSTRAINTS =
            "SELECT conname FROM pg_constraint WHERE contype = 'u' AND conrelid::regclass::text ~* '^.?part' ORDER BY 1";

    @TempDir
    Path folder;

    private Begun database() throws Exception {
        return Begun.on(
                PostgresServer.USUAL_MAJOR,
                folder,
                "CREATE TABLE cat (id int PRIMARY KEY)",
                "INSERT INTO cat VALUES (5)",
                "CREATE TABLE doc (id bigint PRIMARY KEY, vat numeric)",
                "INSERT INTO doc SELECT generate_series(1, 1000)",
                "CREATE TABLE part (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE \"Part, 1\" PARTITION OF part FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE part_2 PARTITION OF part FOR VALUES FROM (100) TO (200) PARTITION BY RANGE (id)",
                "CREATE TABLE part_2_1 PARTITION OF part_2 FOR VALUES FROM (100) TO (200)",
                "INSERT INTO part SELECT generate_series(1, 150)");
    }

    @Test
    void aScriptPrintedWithoutADatabaseIsKnownToUpdateAndRollback() throws Exception {
        try (Begun begun = database()) {
            PsqlScript.run(begun.database().owner(), offline(COLUMN, "updateSql"));
            assertThat(begun.kept())
                    .contains(
                            "begun done",
                            "column public.doc cat_id created",
                            "constraint public.doc doc_cat_fk created");
            Commands edition = begun.edition(COLUMN);
            assertThat(edition.run("status")).contains("is up to date");

            edition.rollBackLast();
            assertThat(begun.all("SELECT attname FROM pg_attribute WHERE attname = 'cat_id'"))
                    .isEmpty();
            assertThat(begun.kept()).isEmpty();
        }
    }

    @Test
    void updateGoesOnWhereAScriptPrintedWithoutADatabaseStopped() throws Exception {
        String fill =
                "backfillInBatches: {tableName: doc, columns: [{column: {name: vat, valueComputed: \"1 / (501 - id)\"}}]}";
        try (Begun begun = database()) {
            String script = offline(COLUMN.replace("cat_id", "cat_no") + ", " + fill, "updateSql");
            assertThatThrownBy(() -> PsqlScript.run(begun.database().owner(), script));
            assertThat(begun.kept()).contains("begun begun", "column public.doc cat_no created");

            Commands edition = begun.edition(COLUMN.replace("cat_id", "cat_no") + ", " + fill);
            edition.runWithoutChangelog("releaseLocks");
            begun.database().owner().run("DELETE FROM doc WHERE id = 501");
            edition.update();
            assertThat(begun.isExecuted()).isTrue();
            assertThat(edition.runWithoutChangelog("onlineStatus")).doesNotContain("interrupted");
            edition.rollBackLast();
            assertThat(begun.all("SELECT attname FROM pg_attribute WHERE attname = 'cat_no'"))
                    .isEmpty();
        }
    }

    @Test
    void aScriptWritesDownWhatItMakesOfPartitions() throws Exception {
        try (Begun begun = database()) {
            Commands edition = begun.edition(UNIQUE);
            PsqlScript.run(begun.database().owner(), edition.run("updateSql"));
            assertThat(begun.kept().split("; "))
                    .contains(
                            "object index public.\"Part, 1\" \"Part, 1_id_key\" created",
                            "object constraint public.\"Part, 1\" \"Part, 1_id_key\" created",
                            "object constraint public.part_2 part_2_id_key created",
                            "object index public.part_2_1 part_2_1_id_key created",
                            "object constraint public.part part_id_key created")
                    .doesNotContain("object index public.part_2 part_2_id_key created");
            edition.rollBackLast();
            assertThat(begun.all(CONSTRAINTS)).isEmpty();
        }
    }

    /** Of a script that stopped before it attached what it had built. */
    @Test
    void whatAScriptLeftOnAPartitionIsTakenBack() throws Exception {
        try (Begun begun = database()) {
            Commands edition = begun.edition(UNIQUE);
            begun.database().owner().run("CREATE TABLE part_2_1_id_key (id int)");
            String script = edition.run("updateSql");
            assertThatThrownBy(() -> PsqlScript.run(begun.database().owner(), script));
            assertThat(begun.all(CONSTRAINTS)).contains("Part, 1_id_key");
            assertThat(begun.kept()).doesNotContain("part_2_1_id_key");

            edition.runWithoutChangelog("releaseLocks");
            edition.runWithoutChangelog("onlineRevert");
            assertThat(begun.all(CONSTRAINTS)).isEmpty();
            assertThat(begun.all("SELECT relname FROM pg_class WHERE relname = 'part_2_1_id_key'"))
                    .isEqualTo("part_2_1_id_key");
        }
    }

    @Test
    void aRollbackScriptSparesWhatStoodBefore() throws Exception {
        try (Begun begun = database()) {
            begun.database()
                    .owner()
                    .run(
                            "ALTER TABLE doc ADD CONSTRAINT doc_u UNIQUE (id, vat)",
                            "CREATE UNIQUE INDEX doc_i ON doc (vat)");
            for (String name : new String[] {"doc_u", "doc_i"}) {
                Commands edition =
                        begun.edition("addUniqueConcurrently: {tableName: doc, constraintName: %s, columnNames: \"%s\"}"
                                .formatted(name, name.equals("doc_u") ? "id, vat" : "vat"));
                edition.update();
                PsqlScript.run(begun.database().owner(), edition.run("rollbackCountSql", Map.entry("count", 1)));
                assertThat(begun.all("SELECT conname FROM pg_constraint WHERE conname = '" + name + "'"))
                        .isEqualTo(name);
                assertThat(begun.kept()).isEmpty();
            }
        }
    }

    @Test
    void anIdMayHoldWhatScriptsQuoteWith() throws Exception {
        try (Begun begun = database()) {
            Commands commands = begun.edition("");
            Files.writeString(
                    folder.resolve("c.yaml"),
                    "databaseChangeLog:\n- changeSet: {id: 'it''s $online$', author: it, changes: [" + COLUMN + "]}\n");
            PsqlScript.run(begun.database().owner(), commands.run("updateSql"));
            assertThat(begun.kept()).contains("begun done", "column public.doc cat_id created");
            PsqlScript.run(begun.database().owner(), commands.run("rollbackCountSql", Map.entry("count", 1)));
            assertThat(begun.kept()).isEmpty();
        }
    }

    /** A script that was printed without a database. */
    private String offline(String changes, String command) throws Exception {
        Path folderOffline = Files.createDirectories(folder.resolve("offline"));
        Files.deleteIfExists(folderOffline.resolve("history.csv"));
        String url = "offline:postgresql?version=" + PostgresServer.USUAL_MAJOR
                + "&outputLiquibaseSql=all&changeLogFile=" + folderOffline.resolve("history.csv");
        return Begun.edition(folder, changes, url).run(command);
    }
}
