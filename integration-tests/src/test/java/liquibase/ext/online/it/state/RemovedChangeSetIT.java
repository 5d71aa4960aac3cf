package liquibase.ext.online.it.state;

import static liquibase.ext.online.it.state.Begun.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import liquibase.Scope;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.lifecycle.PsqlScript;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.listener.SqlListener;
import liquibase.ui.ConsoleUIService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A changeSet that began and is not in the changelog any more has left half a change, of which its author must hear. */
@Tag("liquibase")
class RemovedChangeSetIT {
    private static final String FAILING =
            "addColumnOnline: {tableName: doc, columns: [{column: {name: kind, type: int, defaultValueNumeric: 1,"
                    + " constraints: {checkConstraint: \"kind > 1\"}}}]}";
    private static final String UNIQUE =
            "addUniqueConcurrently: {tableName: doc, columnNames: code, constraintName: doc_u}";

    @TempDir
    Path folder;

    private Begun documents() throws Exception {
        return Begun.on(
                PostgresServer.USUAL_MAJOR,
                folder,
                "CREATE TABLE doc (id bigint PRIMARY KEY, code int)",
                "INSERT INTO doc SELECT g, g FROM generate_series(1, 1000) AS g");
    }

    /** What a user sees of a command. */
    private static String told(Commands commands, String command) throws Exception {
        List<String> said = new ArrayList<>();
        ConsoleUIService ui = new ConsoleUIService() {
            @Override
            public void sendMessage(String message) {
                said.add(message);
            }
        };
        Scope.child(Map.of(Scope.Attr.ui.name(), ui), () -> commands.run(command));
        return String.join("\n", said);
    }

    private Commands changelog(Begun begun, String changeSets) throws Exception {
        Files.writeString(folder.resolve("c.yaml"), "databaseChangeLog:\n" + changeSets);
        return new Commands(
                folder, "c.yaml", Map.entry("url", begun.database().owner().url()), new SqlListener());
    }

    @Test
    void updateSaysWhatStandsOfOneThatWasRemoved() throws Exception {
        try (Begun begun = documents()) {
            assertThat(failure(begun.edition(FAILING), "update")).contains("violate");
            Commands without =
                    changelog(begun, "- changeSet: {id: next, author: it, changes: [sql: {sql: SELECT 1}]}\n");

            assertThat(told(without, "update"))
                    .contains("WARNING: changeSet c.yaml::c::it has begun and is not done", "it was removed")
                    .contains("Of it stand: column kind of public.doc.")
                    .contains(
                            "online-revert --changeset-id=\"c\" --changeset-author=\"it\" --changeset-path=\"c.yaml\"");
            assertThat(begun.all("SELECT id FROM databasechangelog WHERE id = 'next'"))
                    .as("an earlier release that is deployed again has to start")
                    .isEqualTo("next");
            assertThat(told(without, "updateSql")).contains("WARNING: changeSet c.yaml::c::it has begun");

            without.runWithoutChangelog("onlineRevert");
            assertThat(told(without, "update")).doesNotContain("WARNING");
        }
    }

    @Test
    void nothingIsSaidOfOneThatIsThereNorOfOneOfWhichNothingStands() throws Exception {
        try (Begun begun = documents()) {
            assertThat(failure(begun.edition(FAILING), "update")).contains("violate");
            Commands elsewhere = changelog(
                    begun,
                    "- changeSet: {id: c, author: it, context: prod, runInTransaction: false, changes: [" + FAILING
                            + "]}\n");
            assertThat(told(elsewhere, "status")).doesNotContain("WARNING");

            begun.database().owner().run("DELETE FROM databasechangelogonline WHERE kind = 'object'");
            assertThat(told(
                            changelog(begun, "- changeSet: {id: next, author: it, changes: [sql: {sql: SELECT 1}]}\n"),
                            "update"))
                    .doesNotContain("WARNING");
        }
    }

    @Test
    void oneUnderAnotherIdTakesOverWhatTheFirstMadeAndRevertLeavesItThere() throws Exception {
        try (Begun begun = documents()) {
            Commands first = begun.edition(UNIQUE);
            first.update();
            begun.database().owner().run("DELETE FROM databasechangelog WHERE id = 'c'");

            Commands renamed = changelog(begun, "- changeSet: {id: renamed, author: it, changes: [" + UNIQUE + "]}\n");
            assertThat(told(renamed, "update"))
                    .contains("WARNING: changeSet c.yaml::c::it", "its id, author or path was changed");
            assertThat(renamed.runWithoutChangelog("onlineRevert"))
                    .contains(
                            "Left to changeSet c.yaml::renamed::it, which has taken it over: constraint doc_u of public.doc")
                    .contains("Taken back (c.yaml::c::it): nothing was made");
            assertThat(begun.all("SELECT conname FROM pg_constraint WHERE conname = 'doc_u'"))
                    .isEqualTo("doc_u");
            assertThat(told(renamed, "update")).doesNotContain("WARNING");

            renamed.rollBackLast();
            assertThat(begun.all("SELECT conname FROM pg_constraint WHERE conname = 'doc_u'"))
                    .isEmpty();
            assertThat(begun.kept()).isEmpty();
        }
    }

    /** Liquibase rolls back also what it has only marked, and a precondition is what a refusal of ours advises. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "addColumnOnline: {tableName: doc, columns: [{column: {name: code, type: int}}]}",
                UNIQUE,
                "createIndexConcurrently: {tableName: doc, indexName: doc_i, columns: [{column: {name: code}}]}",
                "setNotNullValidated: {tableName: doc, columnName: code}"
            })
    void aRollbackLeavesWhatAChangeSetFoundThatWasOnlyMarked(String change) throws Exception {
        String schema =
                "SELECT attname || ' ' || attnotnull FROM pg_attribute WHERE attrelid = 'doc'::regclass AND attnum > 0"
                        + " UNION ALL SELECT indexdef FROM pg_indexes WHERE tablename = 'doc' ORDER BY 1";
        try (Begun begun = documents()) {
            begun.database()
                    .owner()
                    .run(
                            "ALTER TABLE doc ADD CONSTRAINT doc_u UNIQUE (code)",
                            "CREATE INDEX doc_i ON doc (code)",
                            "ALTER TABLE doc ALTER code SET NOT NULL");
            String before = begun.all(schema);
            Commands marked = changelog(
                    begun,
                    "- changeSet: {id: c, author: it, preConditions: [{onFail: MARK_RAN}, {not: [{tableExists: {tableName: doc}}]}],"
                            + " changes: [" + change + "]}\n");
            marked.update();
            PsqlScript.run(begun.database().owner(), marked.run("rollbackCountSql", Map.entry("count", 1)));
            assertThat(begun.all(schema)).isEqualTo(before);

            marked.update();
            assertThat(begun.all("SELECT exectype FROM databasechangelog")).isEqualTo("MARK_RAN");
            marked.rollBackLast();
            assertThat(begun.all(schema)).isEqualTo(before);
        }
    }
}
