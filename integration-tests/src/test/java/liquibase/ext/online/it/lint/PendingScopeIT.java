package liquibase.ext.online.it.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.ext.online.it.LiquibaseUpdate;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.lint.LintRequest;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.scope.Pending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the linter takes for pending beside what Liquibase has recorded. */
@Tag("liquibase")
class PendingScopeIT {
    private static final String TABLE = "--changeset ann:table\nCREATE TABLE t (id int, name text);\n";
    private static final String VIEW =
            "--changeset ann:view runOnChange:true\nCREATE OR REPLACE VIEW v AS SELECT id FROM t;\n";
    private static final String ALWAYS = "--changeset ann:always runAlways:true\nANALYZE;\n";
    private static final String INDEX = "--changeset ann:index\nCREATE INDEX by_name ON t (name);\n";

    @TempDir
    Path folder;

    private TestDatabase database;

    @BeforeEach
    void makeADatabase() throws Exception {
        database = PostgresServer.usual().freshDatabase();
    }

    @AfterEach
    void dropIt() throws Exception {
        database.close();
    }

    @Test
    void aDatabaseThatRanNothingHasEverythingPending() throws Exception {
        changelog(TABLE, VIEW, ALWAYS, INDEX);

        assertThat(reported(pending())).containsExactly("table", "view", "always", "index");
        assertThat(pending().lint().findings())
                .as("the table is new and empty")
                .noneMatch(finding -> finding.effect() == Effect.BLOCKING);
        assertThat(historyExists()).as("it was only read").isFalse();
    }

    @Test
    void whatRanIsHistoryUnlessItRunsAgain() throws Exception {
        changelog(TABLE, VIEW, ALWAYS);
        update();
        changelog(TABLE, VIEW, ALWAYS, INDEX);

        assertThat(reported(pending())).containsExactly("always", "index");
        assertThat(pending().lint().findings())
                .as("the table may be full by now")
                .anyMatch(finding -> finding.effect() == Effect.BLOCKING);
    }

    @Test
    void anEditRunsAgainOnlyWhereItSaysSo() throws Exception {
        changelog(TABLE, VIEW);
        update();
        changelog(TABLE.replace("name text", "name varchar"), VIEW.replace("id FROM", "id, name FROM"));

        assertThat(reported(pending())).containsExactly("view");
    }

    /** As the next update is refused, and the changeSet itself is not reported any more. */
    @Test
    void aSuppressionThatEditsTheSqlOfWhatRanIsToldOf() throws Exception {
        String said = "liquibase-online:ignore lock-order of old\n";
        changelog(TABLE);
        update();
        changelog(TABLE.replace("CREATE", "--comment: " + said + "CREATE"));
        assertThat(pending().lint().findings()).isEmpty();
        update();
        changelog(TABLE.replace("CREATE", "-- " + said + "CREATE"));
        assertThat(pending().lint().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("Liquibase refuses the changelog"));
        assertThatThrownBy(this::update).hasMessageContaining("Validation Failed");
    }

    /** Rows of Liquibase before 4.22 have checksums of version 8, and those of clear-checksums none. */
    @Test
    void olderAndClearedChecksumsAreComparedAsLiquibaseDoes() throws Exception {
        changelog(TABLE, VIEW);
        update();
        database.run("UPDATE databasechangelog SET md5sum = '8:00000000000000000000000000000000'");
        assertThat(reported(pending())).containsExactly("view");

        database.run("UPDATE databasechangelog SET md5sum = NULL");
        assertThat(reported(pending())).isEmpty();
    }

    @Test
    void theTableMayHaveAnotherNameAndSchema() throws Exception {
        changelog(TABLE, VIEW, INDEX);
        database.run(
                "CREATE SCHEMA history",
                "CREATE TABLE history.\"MyLog\" (filename text, id text, author text, md5sum text, dateexecuted timestamp,"
                        + " orderexecuted int)",
                "INSERT INTO history.\"MyLog\" VALUES ('classpath:changelog.sql', 'table', 'ann', NULL, now(), 1)");

        assertThat(reported(request().pending(new Pending(database.url(), null, null, "history", "MyLog"))))
                .containsExactly("view", "index");
    }

    @Test
    void theDefaultSchemaIsThatOfTheDatabaseUnlessOneIsGiven() throws Exception {
        database.run("CREATE SCHEMA shop", "ALTER DATABASE " + database.name() + " SET search_path TO shop, public");
        changelog(TABLE, VIEW);
        update();
        changelog(TABLE, VIEW, INDEX.replace("ON t", "ON ${database.defaultSchemaName}.t"));

        assertThat(reported(pending())).containsExactly("index");
        assertThat(pending().lint().findings())
                .filteredOn(finding -> finding.effect() == Effect.BLOCKING)
                .extracting(Finding::statement)
                .containsExactly("CREATE INDEX by_name ON shop.t (name)");
        assertThat(reported(pending().defaultSchemaName("public")))
                .as("there is no table of what ran")
                .containsExactly("table", "view", "index");
    }

    @Test
    void aDatabaseThatIsNotThereIsToldWithoutAStackTrace() {
        String nowhere = "jdbc:postgresql://localhost:1/nowhere";
        assertThatThrownBy(() -> request()
                        .pending(Pending.in(nowhere, "me", "secret-word"))
                        .lint())
                .isInstanceOf(ChangelogException.class)
                .hasMessageContaining(nowhere)
                .message()
                .doesNotContain("secret-word");
    }

    private void changelog(String... changeSets) throws Exception {
        Files.writeString(folder.resolve("changelog.sql"), "--liquibase formatted sql\n" + String.join("", changeSets));
    }

    private void update() throws Exception {
        new LiquibaseUpdate(database, folder, "changelog.sql").run();
    }

    private LintRequest request() throws Exception {
        if (!Files.exists(folder.resolve("changelog.sql"))) {
            changelog(TABLE);
        }
        return Linter.changelog("changelog.sql").searchPath(folder.toString());
    }

    private LintRequest pending() throws Exception {
        return request().pending(Pending.in(database.url(), null, null));
    }

    private boolean historyExists() throws Exception {
        try (var connection = database.connect();
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT to_regclass('databasechangelog') IS NOT NULL")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private static List<String> reported(LintRequest request) throws ChangelogException {
        return request.lint().changeSets().stream()
                .filter(verdict -> verdict.scope() == ChangeSetVerdict.Scope.REPORTED)
                .map(verdict -> verdict.changeSet().id())
                .toList();
    }
}
