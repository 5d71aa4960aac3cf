package liquibase.ext.online.it.state;

import static liquibase.ext.online.it.state.Begun.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import liquibase.Scope;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.lifecycle.PsqlScript;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.listener.SqlListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two editions of a changeSet are never mixed without a word, and what others made is never taken for one's own. */
@Tag("liquibase")
class EditionIT {
    private static final String COLUMN =
            "addColumnOnline: {tableName: doc, columns: [{column: {name: cat_id, type: int, defaultValueNumeric: %s,"
                    + " constraints: {references: cat_%s(id), foreignKeyName: doc_cat_fk, checkConstraint: \"cat_id > %s\"}}}]}";

    @TempDir
    Path folder;

    private Begun documents() throws Exception {
        return Begun.on(
                PostgresServer.USUAL_MAJOR,
                folder,
                "CREATE TABLE cat_a (id int PRIMARY KEY)",
                "INSERT INTO cat_a SELECT generate_series(1, 100)",
                "CREATE TABLE cat_b (id int PRIMARY KEY)",
                "INSERT INTO cat_b SELECT generate_series(1, 100)",
                "CREATE TABLE doc (id bigint PRIMARY KEY, amount numeric, vat numeric)",
                "INSERT INTO doc SELECT g, 100 FROM generate_series(1, 1000) AS g");
    }

    @Test
    void aColumnThatWasEditedAfterAFailureIsRefusedUntilItIsAccepted() throws Exception {
        try (Begun begun = documents()) {
            assertThat(failure(begun.edition(COLUMN.formatted("5", "a", "10")), "update"))
                    .contains("violate");
            String message = failure(begun.edition(COLUMN.formatted("50", "b", "1")), "update");

            assertThat(message)
                    .contains("was edited after it had begun", "column cat_id of public.doc", "constraint doc_cat_fk")
                    .contains(
                            "online-revert --changeset-id=\"c\" --changeset-author=\"it\" --changeset-path=\"c.yaml\"")
                    .contains("liquibase.online.acceptEdited=c.yaml::c::it", "Validation Failed");
            assertThat(begun.isExecuted()).isFalse();

            Scope.child(
                    "liquibase.online.acceptEdited",
                    Begun.CHANGE_SET,
                    () -> begun.edition(
                                    "addColumnOnline: {tableName: doc, columns: [{column: {name: cat_id, type: int, defaultValueNumeric: 5}}]}")
                            .update());
            assertThat(begun.isExecuted()).isTrue();
        }
    }

    @Test
    void aChangeSetOfWhichNoChangeOfOursIsLeftIsRefusedBeforeAnythingRuns() throws Exception {
        String stock = "addColumn: {tableName: doc, columns: [{column: {name: other, type: int}}]}";
        try (Begun begun = documents()) {
            assertThat(failure(begun.edition(COLUMN.formatted("5", "a", "10")), "update"))
                    .contains("violate");
            for (String command : new String[] {"update", "updateSql"}) {
                assertThat(failure(begun.edition(stock), command))
                        .contains(
                                "changeSet c.yaml::c::it was edited after it had begun", "column cat_id of public.doc")
                        .contains("online-revert --changeset-id=\"c\"", "acceptEdited=c.yaml::c::it");
            }
            assertThat(begun.all("SELECT attname FROM pg_attribute WHERE attname = 'other'"))
                    .isEmpty();

            begun.edition(stock).runWithoutChangelog("onlineRevert");
            begun.edition(stock).update();
            assertThat(begun.isExecuted()).isTrue();
        }
    }

    @Test
    void aChangeBeforeTheEditedOneDoesNotRunEither() throws Exception {
        try (Begun begun = documents()) {
            assertThat(failure(begun.edition(COLUMN.formatted("5", "a", "10")), "update"))
                    .contains("violate");
            assertThat(failure(
                            begun.edition(
                                    "sql: {sql: CREATE TABLE leaked (id int)}, " + COLUMN.formatted("7", "b", "1")),
                            "update"))
                    .contains("was edited after it had begun");
            assertThat(begun.all("SELECT relname FROM pg_class WHERE relname = 'leaked'"))
                    .isEmpty();
        }
    }

    @Test
    void whatIsKeptInATableOfSomebodyElsesIsNoBusinessOfStockChanges() throws Exception {
        try (Begun begun = documents()) {
            begun.database().owner().run("CREATE VIEW databasechangelogonline AS SELECT 1 AS id");
            begun.edition("addColumn: {tableName: doc, columns: [{column: {name: other, type: int}}]}")
                    .update();
            assertThat(begun.isExecuted()).isTrue();
        }
    }

    @Test
    void theSameEditionGoesOn() throws Exception {
        try (Begun begun = documents()) {
            String edition = COLUMN.formatted("5", "a", "10");
            assertThat(failure(begun.edition(edition), "update")).contains("violate");
            begun.database().owner().run("UPDATE doc SET cat_id = 20");

            begun.edition(edition.replace("tableName: doc", "lockTimeout: 1s, tableName: doc"))
                    .update();
            assertThat(begun.kept())
                    .contains(
                            "begun done",
                            "column public.doc cat_id created",
                            "constraint public.doc doc_cat_fk created");

            begun.edition(edition).rollBackLast();
            assertThat(begun.kept()).isEmpty();
            assertThat(begun.all("SELECT attname FROM pg_attribute WHERE attname = 'cat_id'"))
                    .isEmpty();
        }
    }

    /** One tool says classpath:db/x.yaml where another says db/x.yaml, and DATABASECHANGELOG takes both for the same. */
    @Test
    void theSameEditionGoesOnUnderAnotherFormOfItsPath() throws Exception {
        try (Begun begun = documents()) {
            String edition = COLUMN.formatted("5", "a", "10");
            String file = "databaseChangeLog:\n- changeSet: {id: c, author: it, logicalFilePath: '%s', changes: ["
                    + edition + "]}\n";
            Commands commands = begun.edition(edition);
            Files.writeString(folder.resolve("c.yaml"), file.formatted("classpath:db/c.yaml"));
            assertThat(failure(commands, "update")).contains("violate");
            begun.database().owner().run("UPDATE doc SET cat_id = 20");
            Files.writeString(folder.resolve("c.yaml"), file.formatted("db/c.yaml"));
            commands.update();
            assertThat(begun.isExecuted()).isTrue();
        }
    }

    @Test
    void anEditionOfWhichNothingStandsMayBeReplaced() throws Exception {
        try (Begun begun = documents()) {
            assertThat(failure(begun.edition(COLUMN.formatted("5", "c", "10")), "update"))
                    .contains("cat_c does not exist");
            assertThat(begun.all("SELECT relname FROM pg_class WHERE relname = 'databasechangelogonline'"))
                    .as("a run that was refused leaves nothing")
                    .isEmpty();
            begun.edition(COLUMN.formatted("5", "a", "1")).update();
            assertThat(begun.isExecuted()).isTrue();
        }
    }

    @Test
    void valuesOfABackfillThatWereEditedHalfWay() throws Exception {
        String fill =
                "backfillInBatches: {tableName: doc, batchSize: 100, columns: [{column: {name: vat, valueComputed:"
                        + " \"amount * %s\"}}]}";
        try (Begun begun = documents()) {
            begun.database().owner().run("ALTER TABLE doc ADD CHECK (vat < 91 OR id < 990)");
            assertThat(failure(begun.edition(fill.formatted("0.91")), "update")).isNotEmpty();
            assertThat(failure(begun.edition(fill.formatted("0.19")), "update"))
                    .contains(
                            "was edited after it had begun", " rows of public.doc written by step \"fill public.doc\"");
            assertThat(begun.isExecuted()).isFalse();
            Scope.child(
                    "liquibase.online.acceptEdited",
                    Begun.CHANGE_SET,
                    () -> begun.edition(fill.formatted("0.19")).update());
            assertThat(begun.all("SELECT DISTINCT vat FROM doc WHERE vat IS NOT NULL ORDER BY 1"))
                    .isEqualTo("19.00; 91.00");
        }
    }

    @Test
    void anEditionThatItsAuthorWantsToRunAgainBeginsAtTheFirstRow() throws Exception {
        String file =
                "databaseChangeLog:\n- changeSet: {id: c, author: it, runOnChange: true, changes: [backfillInBatches:"
                        + " {tableName: doc, where: '%s', columns: [{column: {name: vat, valueNumeric: %d}}]}]}\n";
        try (Begun begun = documents()) {
            Commands commands = begun.edition("");
            Files.writeString(folder.resolve("c.yaml"), file.formatted("vat IS NULL", 1));
            commands.update();
            Files.writeString(folder.resolve("c.yaml"), file.formatted("vat = 1", 2));
            commands.update();
            assertThat(begun.all("SELECT DISTINCT vat FROM doc")).isEqualTo("2");
            assertThat(begun.all("SELECT rows_written FROM databasechangelogonline WHERE kind = 'fill'"))
                    .isEqualTo("1000");
        }
    }

    @Test
    void aColumnThatSomebodyElseAddedIsRefusedAndStays() throws Exception {
        try (Begun begun = Begun.on(
                PostgresServer.USUAL_MAJOR,
                folder,
                "CREATE TABLE item (id bigint PRIMARY KEY, name text)",
                "INSERT INTO item SELECT g, 'n' || g FROM generate_series(1, 1000) AS g",
                "ALTER TABLE item ADD status varchar(20)",
                "UPDATE item SET status = 'legacy' WHERE id <= 10")) {
            String message = failure(
                    begun.edition(
                            "addColumnOnline: {tableName: item, columns: [{column: {name: status, type: varchar(20)}}]}"),
                    "update");
            assertThat(message)
                    .contains("column status of public.item exists already, as character varying(20) without default")
                    .contains("this changeSet did not add it", "State: nothing was changed");
            assertThat(begun.isExecuted()).isFalse();
            assertThat(begun.all("SELECT count(*) FROM item WHERE status = 'legacy'"))
                    .isEqualTo("10");
        }
    }

    @Test
    void whatStoodBeforeIsAdoptedAndStaysAfterARollback() throws Exception {
        try (Begun begun = documents()) {
            begun.database().owner().run("ALTER TABLE doc ADD CONSTRAINT doc_u UNIQUE (id, amount)");
            Commands edition = begun.edition(
                    "addUniqueConcurrently: {tableName: doc, columnNames: \"id, amount\", constraintName: doc_u}");
            edition.update();
            assertThat(begun.kept())
                    .isEqualTo(
                            "begun done; object index public.doc doc_u adopted; object constraint public.doc doc_u adopted");
            edition.rollBackLast();
            assertThat(begun.all("SELECT conname FROM pg_constraint WHERE conname = 'doc_u'"))
                    .isEqualTo("doc_u");
            assertThat(begun.kept()).isEmpty();
        }
    }

    @Test
    void aCheckThatAnEarlierRunHasDroppedIsNotTakenForSomebodyElses() throws Exception {
        try (Begun begun = documents()) {
            String notNull = "setNotNullValidated: {tableName: doc, columnName: amount}";
            begun.edition(notNull).update();
            begun.database().owner().run("DELETE FROM databasechangelog WHERE id = 'c'");
            begun.edition(notNull).update();
            assertThat(begun.kept()).isEqualTo("begun done; object not null public.doc amount created");

            begun.database()
                    .owner()
                    .run("DELETE FROM databasechangelog WHERE id = 'c'", "DROP TABLE databasechangelogonline");
            begun.edition(notNull).update();
            assertThat(begun.kept()).isEqualTo("begun done; object not null public.doc amount adopted");
        }
    }

    @Test
    void revertTakesBackWhatWasMadeAndSaysWhatItCannot() throws Exception {
        try (Begun begun = documents()) {
            Commands failing = begun.edition(COLUMN.formatted("5", "a", "10"));
            assertThat(failure(failing, "update")).contains("violate");
            assertThat(failing.runWithoutChangelog("onlineStatus"))
                    .contains("Begun and not executed: c.yaml::c::it", "stands: column cat_id of public.doc");
            assertThat(failing.runWithoutChangelog("onlineRevert"))
                    .contains("column cat_id of public.doc", "constraint doc_cat_fk of public.doc");
            assertThat(failing.runWithoutChangelog("onlineStatus")).contains("nothing is begun");
            assertThat(begun.all("SELECT attname FROM pg_attribute WHERE attname = 'cat_id'"))
                    .isEmpty();
            assertThat(begun.kept()).isEmpty();
            assertThat(catchThrowable(() -> failing.runWithoutChangelog("onlineRevert")))
                    .hasMessageContaining("there is nothing to take back");
            begun.edition(COLUMN.formatted("50", "b", "1")).update();
            assertThat(begun.isExecuted()).isTrue();
            assertThat(catchThrowable(() -> failing.runWithoutChangelog("onlineRevert")))
                    .hasMessageContaining("there is nothing to take back");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"doc_u", "\"Doc, old\""})
    void anIndexThatBecameTheConstraintIsThereAgainAfterwards(String name) throws Exception {
        String indexes = "SELECT indexdef FROM pg_indexes WHERE tablename = 'doc' ORDER BY 1";
        try (Begun begun = documents()) {
            begun.database()
                    .owner()
                    .run("CREATE UNIQUE INDEX " + name + " ON doc (id, amount) INCLUDE (vat) WITH (fillfactor=70)");
            String before = begun.all(indexes);
            Commands edition = begun.edition(
                    "addUniqueConcurrently: {tableName: doc, columnNames: \"id, amount\", include: vat, constraintName: doc_u}");
            edition.update();
            assertThat(begun.all("SELECT conname FROM pg_constraint WHERE conname = 'doc_u'"))
                    .isEqualTo("doc_u");
            edition.rollBackLast();
            assertThat(begun.all(indexes)).isEqualTo(before);
            assertThat(begun.all("SELECT conname FROM pg_constraint WHERE conname = 'doc_u'"))
                    .isEmpty();
            assertThat(begun.kept()).isEmpty();

            edition.update();
            begun.database().owner().run("DELETE FROM databasechangelog WHERE id = 'c'");
            assertThat(edition.runWithoutChangelog("onlineRevert"))
                    .contains(
                            "index doc_u of public.doc was there before and was built again, as it went with its constraint");
            assertThat(begun.all(indexes)).isEqualTo(before);
        }
    }

    @Test
    void anIndexOfAPartitionIsThereAgainAfterwards() throws Exception {
        String indexes = "SELECT indexdef FROM pg_indexes WHERE tablename ~ '^part' ORDER BY 1";
        try (Begun begun = Begun.on(
                PostgresServer.USUAL_MAJOR,
                folder,
                "CREATE TABLE part (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE part_2 PARTITION OF part FOR VALUES FROM (100) TO (200)",
                "INSERT INTO part SELECT generate_series(1, 150)",
                "CREATE UNIQUE INDEX part_1_id_key ON part_1 (id)",
                "CREATE UNIQUE INDEX older ON part_2 (id)")) {
            String before = begun.all(indexes);
            Commands edition = begun.edition("addUniqueConcurrently: {tableName: part, columnNames: id}");
            edition.update();
            assertThat(begun.all("SELECT count(*) FROM pg_constraint WHERE contype = 'u' AND conname ~ '^part'"))
                    .isEqualTo("3");
            edition.rollBackLast();
            assertThat(begun.all(indexes)).isEqualTo(before);
        }
    }

    @Test
    void anIndexThatOthersReferenceKeepsItsConstraint() throws Exception {
        try (Begun begun = documents()) {
            begun.database()
                    .owner()
                    .run(
                            "CREATE UNIQUE INDEX doc_u ON doc (id, amount)",
                            "CREATE TABLE line (id bigint, amount numeric, CONSTRAINT line_doc FOREIGN KEY (id, amount) REFERENCES doc (id, amount))");
            Commands edition = begun.edition(
                    "addUniqueConcurrently: {tableName: doc, columnNames: \"id, amount\", constraintName: doc_u}");
            edition.update();
            assertThat(catchThrowable(edition::rollBackLast))
                    .hasMessageContaining("constraint line_doc of public.line references it")
                    .hasMessageContaining("State: nothing was changed in this run.")
                    .hasMessageEndingWith("; then roll back again.");
            assertThat(begun.all("SELECT relname FROM pg_class WHERE relname LIKE 'doc_u%'"))
                    .isEqualTo("doc_u");
        }
    }

    @Test
    void revertSaysHowManyValuesStay() throws Exception {
        try (Begun begun = documents()) {
            begun.database().owner().run("ALTER TABLE doc ADD CHECK (vat < 91 OR id < 990)");
            Commands fill =
                    begun.edition("backfillInBatches: {tableName: doc, batchSize: 100, columns: [{column: {name: vat,"
                            + " valueNumeric: 91}}]}");
            assertThat(failure(fill, "update")).isNotEmpty();
            assertThat(fill.runWithoutChangelog("onlineRevert")).contains("989 rows of public.doc", "stay as they are");
            assertThat(begun.kept()).isEmpty();
        }
    }

    @Test
    void aRollbackDoesNotGoPastWhatHasBegun() throws Exception {
        try (Begun begun = documents()) {
            Commands failing = begun.edition(COLUMN.formatted("5", "a", "10"));
            assertThat(failure(failing, "update")).contains("violate");
            assertThat(catchThrowable(failing::rollBackLast))
                    .hasMessageContaining("changeSet c.yaml::c::it has begun and is not done");
            assertThat(begun.all("SELECT id FROM databasechangelog")).isEqualTo("first");
            failing.runWithoutChangelog("onlineRevert");
            failing.rollBackLast();
            assertThat(begun.all("SELECT id FROM databasechangelog")).isEmpty();
        }
    }

    @Test
    void whatAnotherChangelogHasBegunIsNoBusinessOfARollback() throws Exception {
        try (Begun begun = documents()) {
            assertThat(failure(begun.edition(COLUMN.formatted("5", "a", "10")), "update"))
                    .contains("violate");
            Files.writeString(
                    folder.resolve("other.yaml"),
                    "databaseChangeLog:\n- changeSet: {id: o, author: it, changes: [addColumn: {tableName: doc, columns: [{column:"
                            + " {name: other, type: int}}]}]}\n");
            Commands other = new Commands(
                    folder,
                    "other.yaml",
                    Map.entry("url", begun.database().owner().url()),
                    new SqlListener());
            other.update();
            other.rollBackLast();
            assertThat(begun.all("SELECT attname FROM pg_attribute WHERE attname = 'other'"))
                    .isEmpty();
        }
    }

    @Test
    void updateGoesOnWhereAScriptStopped() throws Exception {
        try (Begun begun = documents()) {
            Commands edition = begun.edition(COLUMN.formatted("5", "a", "1"));
            String script = edition.run("updateSql");
            String half = script.substring(0, script.indexOf("-- ", script.indexOf("ADD COLUMN cat_id")));
            assertThat(half).contains("ADD COLUMN cat_id").doesNotContain("FOREIGN KEY");
            PsqlScript.run(begun.database().owner(), half);
            assertThat(begun.kept()).contains("begun begun", "column public.doc cat_id created");

            edition.runWithoutChangelog("releaseLocks");
            edition.update();
            assertThat(begun.isExecuted()).isTrue();
            PsqlScript.run(begun.database().owner(), edition.run("rollbackCountSql", Map.entry("count", 1)));
            assertThat(begun.kept()).isEmpty();
        }
    }
}
