package liquibase.ext.online.it.state;

import static liquibase.ext.online.it.state.Begun.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import liquibase.Scope;
import liquibase.Scope.ScopedRunner;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.queue.Told;
import liquibase.ext.online.it.server.PostgresServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of small tables: done at once, and not where only the steps will do. */
@Tag("liquibase")
@Tag("once")
class AtOnceIT {
    private static final String AT_ONCE = "done at once";
    private static final String INDEX =
            "createIndexConcurrently: {tableName: doc, indexName: doc_amount, columns: [{column: {name: amount}}]}";
    private static final String NOT_NULL = "setNotNullValidated: {tableName: doc, columnName: amount}";

    @TempDir
    Path folder;

    private final Told told = new Told();

    private Begun documents(String... more) throws Exception {
        Begun begun = Begun.on(
                PostgresServer.USUAL_MAJOR,
                folder,
                "CREATE TABLE doc (id bigint PRIMARY KEY, amount numeric, tag text)",
                "INSERT INTO doc SELECT g, 100, repeat('x', 100) FROM generate_series(1, 1000) AS g");
        begun.database().owner().run(more);
        return begun;
    }

    /** With tables of up to 8 MB counted as small, as users have it. */
    private void small(ScopedRunner<?> work) throws Exception {
        small("8MB", work);
    }

    private void small(String limit, ScopedRunner<?> work) throws Exception {
        Map<String, Object> values = Map.of(
                "liquibase.online.smallTable", limit, "liquibase.online.lockTimeout", "5s", Scope.Attr.ui.name(), told);
        Scope.child(values, work);
    }

    @Test
    void saysSoAndKeepsWhatItMade() throws Exception {
        try (Begun begun = documents()) {
            small(begun.edition(INDEX)::update);
            assertThat(told.lines()).anyMatch(line -> line.contains("public.doc (amount): " + AT_ONCE));
            assertThat(begun.kept()).isEqualTo("begun done; object index public.doc doc_amount created");
            assertThat(begun.isExecuted()).isTrue();
        }
    }

    @Test
    void aLargerTableGoesStepByStep() throws Exception {
        try (Begun begun = documents()) {
            small("64kB", begun.edition(INDEX)::update);
            assertThat(told.lines()).noneMatch(line -> line.contains(AT_ONCE));
            assertThat(told.tells("build index")).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE doc RENAME TO old; CREATE TABLE doc (id bigint, amount numeric, tag text) PARTITION BY LIST (id)
                    CREATE TABLE heir () INHERITS (doc)
                    ALTER TABLE doc ENABLE ROW LEVEL SECURITY; ALTER TABLE doc FORCE ROW LEVEL SECURITY
                    CREATE UNIQUE INDEX tags ON doc (id, tag)
                    """)
    void whatOnlyTheStepsKnowGoesStepByStep(String setUp) throws Exception {
        try (Begun begun = documents(setUp)) {
            Commands edition = begun.edition(
                    "addUniqueConcurrently: {tableName: doc, columnNames: 'id, tag', acceptRowSecurity: true}");
            small(edition::update);
            assertThat(told.lines()).noneMatch(line -> line.contains(AT_ONCE));
            assertThat(begun.isExecuted()).isTrue();
        }
    }

    @Test
    void whatStoodBeforeIsTakenOverAndLeft() throws Exception {
        try (Begun begun =
                documents("CREATE INDEX doc_amount ON doc (amount)", "ALTER TABLE doc ALTER amount SET NOT NULL")) {
            Commands edition = begun.edition(INDEX + ", " + NOT_NULL);
            small(edition::update);
            small(edition::rollBackLast);
            assertThat(begun.all("SELECT count(*) FROM pg_class WHERE relname = 'doc_amount'"))
                    .isEqualTo("1");
            assertThat(
                            begun.all(
                                    "SELECT attnotnull FROM pg_attribute WHERE attrelid = 'doc'::regclass AND attname = 'amount'"))
                    .isEqualTo("t");
        }
    }

    /** A trigger may leave rows as they are, of which only the steps take notice. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {defaultNullValue: 1}  | false
                    {}                     | true
                    """)
    void rowsThatTriggersSeeToAreWrittenStepByStep(String fill, boolean atOnce) throws Exception {
        try (Begun begun = documents(
                "CREATE TRIGGER t BEFORE UPDATE ON doc FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()")) {
            String attributes = fill.equals("{}") ? "" : ", " + fill.substring(1, fill.length() - 1);
            small(begun.edition(NOT_NULL.replace("}", attributes + "}"))::update);
            assertThat(told.tells(AT_ONCE)).isEqualTo(atOnce);
        }
    }

    @Test
    void anEqualForeignKeyOfAnotherNameIsRefusedAsAlways() throws Exception {
        try (Begun begun = documents(
                "ALTER TABLE doc ADD parent bigint CONSTRAINT doc_parent REFERENCES doc",
                "CREATE INDEX ON doc (parent)")) {
            Commands edition = begun.edition(
                    "addForeignKeyValidated: {baseTableName: doc, baseColumnNames: parent, constraintName: doc_other,"
                            + " referencedTableName: doc, referencedColumnNames: id}");
            small(() -> assertThat(failure(edition, "update")).contains("not under the name doc_other"));
        }
    }

    /** Looked at once for each connection, the tables are believed only as long as they are the same. */
    @Test
    void stateTablesThatWereTamperedWithMeanwhileAreNotUsed() throws Exception {
        try (Begun begun = documents()) {
            Commands edition = begun.edition(INDEX
                    + ", sql: {sql: \"CREATE TRIGGER t BEFORE UPDATE ON databasechangelogonline FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()\"}, "
                    + INDEX.replace("doc_amount", "doc_second"));
            small(() -> assertThat(failure(edition, "update"))
                    .contains("has not begun", "it has a trigger")
                    .doesNotContain("which was to be done at once"));
            assertThat(begun.all("SELECT count(*) FROM pg_class WHERE relname IN ('doc_amount', 'doc_second')"))
                    .isEqualTo("1");
        }
    }

    /** Few bytes, and yet much work: nobody waits for it any longer than for a lock. */
    @Test
    void whatTakesLongGoesStepByStep() throws Exception {
        try (Begun begun = documents(
                "CREATE FUNCTION slow(n numeric) RETURNS numeric IMMUTABLE LANGUAGE sql AS 'SELECT $1 FROM pg_sleep(0.01)'",
                "DELETE FROM doc WHERE id > 30")) {
            Commands edition = begun.edition(INDEX.replace("name: amount", "name: 'slow(amount)', computed: true")
                    .replace("{tableName", "{lockTimeout: 100ms, tableName"));
            small(edition::update);
            assertThat(told.lines()).noneMatch(line -> line.contains(AT_ONCE));
            assertThat(begun.kept()).isEqualTo("begun done; object index public.doc doc_amount created");
        }
    }

    /** Who would have to be waited for is not: the plan asks again and again, and says who it is. */
    @Test
    void aLockThatIsNotToBeHadAtOnceIsAskedForByThePlan() throws Exception {
        try (Begun begun = documents();
                Connection reader = begun.database().owner().connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("LOCK TABLE doc IN ACCESS SHARE MODE");
            Commands edition = begun.edition(NOT_NULL);
            CompletableFuture<Throwable> update = CompletableFuture.supplyAsync(() -> {
                try {
                    small(edition::update);
                    return null;
                } catch (Exception failed) {
                    return failed;
                }
            });
            told.await("waits for a lock.*in the way");
            reader.commit();
            assertThat(update.get()).isNull();
            assertThat(told.lines()).noneMatch(line -> line.contains(AT_ONCE));
        }
    }

    @Test
    void anEditionThatFailedHalfWayIsNotMixedWithAnother() throws Exception {
        try (Begun begun = documents()) {
            Commands first = begun.edition(INDEX + ", " + NOT_NULL.replace("amount", "missing"));
            small(() -> assertThat(failure(first, "update")).contains("missing"));
            Commands second = begun.edition(INDEX.replace("doc_amount", "doc_other"));
            small(() -> assertThat(failure(second, "update"))
                    .contains("was edited after it had begun", "index doc_amount of public.doc"));
            Commands shifted = begun.edition(NOT_NULL + ", " + INDEX);
            small(() -> assertThat(failure(shifted, "update")).contains("was edited after it had begun"));
        }
    }

    @Test
    void whatBeganFurtherBehindAndWasEditedIsFoundFirst() throws Exception {
        try (Begun begun = documents()) {
            Commands first =
                    begun.edition("sql: {sql: SELECT 1}, " + INDEX + ", " + NOT_NULL.replace("amount", "missing"));
            small(() -> assertThat(failure(first, "update")).contains("missing"));
            Commands second = begun.edition(NOT_NULL + ", " + INDEX.replace("doc_amount", "doc_other"));
            small(() -> assertThat(failure(second, "update")).contains("was edited after it had begun"));
            assertThat(
                            begun.all(
                                    "SELECT attnotnull FROM pg_attribute WHERE attrelid = 'doc'::regclass AND attname = 'amount'"))
                    .isEqualTo("f");
        }
    }

    /** The server ends the session while the index is built, and all is as if it had never begun. */
    @Test
    void aLostConnectionIsSaidAndTheNextUpdateFindsOut() throws Exception {
        try (Begun begun = documents(
                "CREATE FUNCTION ends(n numeric) RETURNS numeric IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN PERFORM"
                        + " pg_terminate_backend(pg_backend_pid()); RETURN n; END $$")) {
            Commands edition = begun.edition(INDEX.replace("name: amount", "name: 'ends(amount)', computed: true"));
            small(() -> assertThat(failure(edition, "update"))
                    .contains("which was to be done at once", "either all of it stands or nothing does"));
            begun.database()
                    .owner()
                    .run(
                            "CREATE OR REPLACE FUNCTION ends(n numeric) RETURNS numeric IMMUTABLE LANGUAGE sql AS 'SELECT $1'",
                            "UPDATE databasechangeloglock SET locked = false");
            small(edition::update);
            assertThat(begun.kept()).isEqualTo("begun done; object index public.doc doc_amount created");
        }
    }

    /** Killed behind the commit, and before Liquibase could write it down. */
    @Test
    void whatIsDoneAndNotInTheHistoryIsFoundDone() throws Exception {
        try (Begun begun = documents()) {
            Commands edition = begun.edition(INDEX);
            small(edition::update);
            begun.database().owner().run("DELETE FROM databasechangelog WHERE id = 'c'");
            small(edition::update);
            assertThat(told.tells("doc_amount: stands already")).isTrue();
            assertThat(begun.kept()).isEqualTo("begun done; object index public.doc doc_amount created");
        }
    }

    @Test
    void duplicatesAreNamedAsAlways() throws Exception {
        try (Begun begun = documents()) {
            Commands edition = begun.edition("addUniqueConcurrently: {tableName: doc, columnNames: amount}");
            small(() -> assertThat(failure(edition, "update")).contains("State: nothing was changed", "100"));
            assertThat(begun.isExecuted()).isFalse();
        }
    }
}
