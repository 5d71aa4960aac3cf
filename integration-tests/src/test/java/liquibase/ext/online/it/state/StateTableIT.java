package liquibase.ext.online.it.state;

import static liquibase.ext.online.it.state.Begun.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.Map;
import liquibase.Scope;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state table through its versions, and whose it must be. */
@Tag("liquibase")
@Tag("once")
class StateTableIT {
    private static final String FILL =
            "backfillInBatches: {tableName: doc, batchSize: 100, columns: [{column: {name: vat, valueComputed: \"amount *"
                    + " %s\"}}]}";

    /** Literally as the first edition made them. */
    private static final String[] VERSION_1 = {
        "CREATE TABLE IF NOT EXISTS public.databasechangelogonline (id text NOT NULL, author text NOT NULL, filename text NOT"
                + " NULL, change int NOT NULL, step text NOT NULL, relation text NOT NULL, fingerprint text NOT NULL, status text NOT"
                + " NULL, request text, reason text, error text, pass int NOT NULL, part text NOT NULL, range_from text[], range_end"
                + " text[], total bigint NOT NULL, rows_walked bigint NOT NULL, rows_written bigint NOT NULL, batches bigint NOT NULL,"
                + " walked boolean NOT NULL, backend int NOT NULL, workers int NOT NULL, started timestamptz NOT NULL DEFAULT now(),"
                + " updated timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, author, filename, change, step))",
        "CREATE TABLE IF NOT EXISTS public.databasechangelogonline_stretch (id text NOT NULL, author text NOT NULL, filename"
                + " text NOT NULL, change int NOT NULL, step text NOT NULL, stretch int NOT NULL, part text NOT NULL, range_from"
                + " text[], range_end text[] NOT NULL, passes int NOT NULL, cursor text[], rows_walked bigint NOT NULL, rows_written"
                + " bigint NOT NULL, batches bigint NOT NULL, updated timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, author,"
                + " filename, change, step, stretch))"
    };

    /** A backfill that its first edition had stopped after 400 rows of 1,000. */
    private static final String[] BEGUN_IN_VERSION_1 = {
        "UPDATE doc SET vat = 19.00 WHERE id <= 400",
        "INSERT INTO databasechangelogonline VALUES ('c', 'it', 'c.yaml', 0, 'fill public.doc', 'public.doc', 'public.doc SET"
                + " vat = amount * 0.19 WHERE (vat IS NULL)', 'stopped', NULL, NULL, NULL, 0, 'public.doc', '{1001}', '{1001}', 1000,"
                + " 0, 0, 0, false, 1, 1)",
        "INSERT INTO databasechangelogonline_stretch VALUES ('c', 'it', 'c.yaml', 0, 'fill public.doc', 0, 'public.doc', NULL,"
                + " '{1001}', 1, '{400}', 400, 400, 4)"
    };

    @TempDir
    Path folder;

    private Begun documents() throws Exception {
        return Begun.on(
                PostgresServer.USUAL_MAJOR,
                folder,
                "CREATE TABLE doc (id bigint PRIMARY KEY, amount numeric, vat numeric)",
                "INSERT INTO doc SELECT g, 100 FROM generate_series(1, 1000) AS g");
    }

    @Test
    void whatTheFirstEditionBeganIsSeenAndResumed() throws Exception {
        try (Begun begun = documents()) {
            begun.database().owner().run(VERSION_1);
            begun.database().owner().run(BEGUN_IN_VERSION_1);
            Commands edition = begun.edition(FILL.formatted("0.19"));

            assertThat(edition.runWithoutChangelog("onlineStatus")).contains("400 rows of about 1,000");
            assertThat(begun.all("SELECT attname FROM pg_attribute WHERE attname = 'object' AND attrelid ="
                            + " 'databasechangelogonline'::regclass"))
                    .as("looking changes nothing")
                    .isEmpty();
            assertThat(failure(begun.edition(FILL.formatted("0.91")), "update"))
                    .contains("was edited after it had begun", "400 rows of public.doc");

            begun.edition(FILL.formatted("0.19")).update();
            assertThat(begun.all("SELECT rows_written FROM databasechangelogonline WHERE kind = 'fill'"))
                    .as("it went on and did not start anew")
                    .isEqualTo("1000");
            assertThat(begun.all("SELECT DISTINCT vat FROM doc")).isEqualTo("19.00");
            assertThat(begun.all("SELECT fingerprint FROM databasechangelogonline WHERE kind = 'version'"))
                    .isEqualTo("2");
        }
    }

    @Test
    void aLaterLayoutIsRefused() throws Exception {
        try (Begun begun = documents()) {
            Commands edition = begun.edition(FILL.formatted("0.19"));
            edition.update();
            begun.database()
                    .owner()
                    .run(
                            "UPDATE databasechangelogonline SET fingerprint = '3', relation = 'liquibase-online 7.5' WHERE kind ="
                                    + " 'version'",
                            "DELETE FROM databasechangelog WHERE id = 'c'");
            assertThat(failure(edition, "update"))
                    .contains(
                            "databasechangelogonline has layout 3, and this extension knows 2",
                            "use liquibase-online 7.5");
            assertThat(catchThrowable(() -> edition.runWithoutChangelog("onlineStatus")))
                    .hasMessageContaining("layout 3");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE VIEW databasechangelogonline AS SELECT 1 AS id -> it is no plain table",
                "CREATE UNLOGGED TABLE databasechangelogonline (id int) -> it is temporary or unlogged",
                "CREATE TABLE databasechangelogonline (id int) -> it belongs to role ",
                "CREATE TABLE databasechangelogonline () INHERITS (doc) -> it inherits or is inherited from",
                "CREATE TABLE databasechangelogonline (id int) PARTITION BY LIST (id) -> it is no plain table",
            })
    void aPlantedTableIsNotUsed(String planted) throws Exception {
        try (Begun begun = documents()) {
            begun.database().admin().run(planted.replaceFirst(" -> .*", ""));
            assertThat(failure(begun.edition(FILL.formatted("0.19")), "update"))
                    .contains(planted.replaceFirst(".* -> ", ""), "State: nothing was changed");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TRIGGER t BEFORE INSERT ON databasechangelogonline FOR EACH ROW EXECUTE FUNCTION"
                        + " suppress_redundant_updates_trigger() -> it has a trigger",
                "CREATE RULE r AS ON INSERT TO databasechangelogonline DO ALSO SELECT 1 -> it has a rule",
                "ALTER TABLE databasechangelogonline ENABLE ROW LEVEL SECURITY -> it has row security",
                "CREATE POLICY p ON databasechangelogonline USING (true) -> it has row security",
                "CREATE TABLE heir () INHERITS (databasechangelogonline) -> it inherits or is inherited from",
                "CREATE TRIGGER t AFTER UPDATE ON databasechangelogonline_stretch FOR EACH STATEMENT EXECUTE FUNCTION"
                        + " suppress_redundant_updates_trigger() -> it has a trigger",
            })
    void aTableThatWasTamperedWithIsNotUsed(String tampered) throws Exception {
        try (Begun begun = documents()) {
            Commands edition = begun.edition(FILL.formatted("0.19"));
            edition.update();
            begun.database()
                    .admin()
                    .run(tampered.replaceFirst(" -> .*", ""), "DELETE FROM databasechangelog WHERE id = 'c'");
            assertThat(failure(edition, "update")).contains(tampered.replaceFirst(".* -> ", ""));
            assertThat(catchThrowable(() -> edition.runWithoutChangelog("onlineStatus")))
                    .hasMessageContaining("is not used, as it may not be what it seems");
        }
    }

    @Test
    void statusNeedsNoMoreThanSelect() throws Exception {
        try (Begun begun = documents()) {
            Commands edition = begun.edition(FILL.formatted("0.19"));
            edition.update();
            String guest = begun.database().role() + "_guest";
            begun.database()
                    .admin()
                    .run(
                            "CREATE ROLE " + guest + " LOGIN PASSWORD 'app'",
                            "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + guest);
            String url = begun.database()
                    .owner()
                    .url()
                    .replace("user=" + begun.database().role(), "user=" + guest);
            Commands asGuest = new Commands(edition.folder(), "c.yaml", Map.entry("url", url), edition.listener());
            assertThat(asGuest.runWithoutChangelog("onlineStatus")).contains("done: 1,000 rows");
            assertThat(asGuest.run("updateSql")).isNotEmpty();
            begun.database().admin().run("DROP OWNED BY " + guest, "DROP ROLE " + guest);
        }
    }

    @Test
    void whoMayNotMakeOrWriteThemIsToldWhatToGrantBeforeAnythingIsTried() throws Exception {
        try (Begun begun = documents()) {
            Commands edition = begun.edition(FILL.formatted("0.19"));
            edition.run("status");
            String role = begun.database().role();
            OwnerDatabase database = begun.database();
            database.admin()
                    .run(
                            "ALTER DATABASE " + database.admin().name() + " OWNER TO CURRENT_USER",
                            "REVOKE CREATE ON SCHEMA public FROM PUBLIC, " + role);
            assertThat(failure(edition, "update"))
                    .contains("has not begun: role " + role + " may not create tables in the schema of"
                            + " public.databasechangelogonline, which keeps what changes began")
                    .contains("State: nothing was changed", "GRANT CREATE ON SCHEMA public TO " + role);

            database.admin().run("GRANT CREATE ON SCHEMA public TO " + role);
            edition.update();
            database.admin()
                    .run(
                            "DELETE FROM databasechangelog WHERE id = 'c'",
                            "ALTER TABLE databasechangelogonline OWNER TO CURRENT_USER",
                            "ALTER TABLE databasechangelogonline_stretch OWNER TO CURRENT_USER",
                            "REVOKE ALL ON databasechangelogonline FROM " + role);
            String tables = "public.databasechangelogonline, public.databasechangelogonline_stretch TO " + role;
            assertThat(failure(edition, "update"))
                    .contains("has not begun: role " + role + " may not read the tables", "GRANT SELECT ON " + tables);
            database.admin().run("GRANT SELECT ON " + tables);
            assertThat(failure(edition, "update"))
                    .contains(
                            "has not begun: role " + role + " may not read and write the tables",
                            "GRANT SELECT, INSERT, UPDATE, DELETE ON " + tables);
            database.admin().run("GRANT SELECT, INSERT, UPDATE, DELETE ON " + tables);
            edition.update();
        }
    }

    @Test
    void twoChangelogTablesOfOneSchemaKeepTheirChangesApart() throws Exception {
        try (Begun begun = documents()) {
            begun.database()
                    .owner()
                    .run("CREATE SCHEMA other", "CREATE TABLE other.doc (id int)", "INSERT INTO other.doc VALUES (1)");
            Commands edition = begun.edition(
                    "addColumnOnline: {tableName: doc, columns: [{column: {name: state, type: int, valueComputed: \"id\"}}]}");
            edition.update();
            Map<String, Object> others = Map.of(
                    "liquibase.databaseChangelogTableName",
                    "Other_log",
                    "liquibase.command.defaultSchemaName",
                    "other",
                    "liquibase.liquibaseSchemaName",
                    "public");
            Scope.child(others, edition::update);
            String columns = "SELECT attrelid::regclass FROM pg_attribute WHERE attname = 'state' AND attrelid IN"
                    + " ('doc'::regclass, 'other.doc'::regclass)";
            assertThat(begun.all(columns + " ORDER BY 1")).isEqualTo("doc; other.doc");

            edition.rollBackLast();
            assertThat(begun.all(columns)).isEqualTo("other.doc");
            assertThat(begun.all("SELECT status FROM other_logonline WHERE kind = 'begun'"))
                    .isEqualTo("done");
        }
    }

    @Test
    void liquibaseLeavesTheTablesOutAndDropsThemWithItsOwn() throws Exception {
        try (Begun begun = documents()) {
            Commands edition = begun.edition(FILL.formatted("0.19"));
            edition.update();
            Path generated = folder.resolve("generated.yaml");
            edition.run("generateChangelog", Map.entry("changelogFile", generated.toString()));
            assertThat(generated).content().contains("doc").doesNotContain("databasechangelogonline");

            edition.runWithoutChangelog("dropAll");
            assertThat(begun.all("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                    .isEmpty();
            begun.database()
                    .owner()
                    .run(
                            "CREATE TABLE doc (id bigint PRIMARY KEY, amount numeric, vat numeric)",
                            "INSERT INTO doc SELECT g, 100 FROM generate_series(1, 500) AS g");
            edition.update();
            assertThat(begun.all("SELECT count(*) FROM doc WHERE vat IS NULL")).isEqualTo("0");
        }
    }

    @Test
    void whatIsSyncedOrRolledBackByTheAuthorLeavesNothingBegun() throws Exception {
        try (Begun begun = documents()) {
            begun.database().owner().run("ALTER TABLE doc ADD CONSTRAINT no CHECK (vat < 19 OR id < 990)");
            Commands edition = begun.edition(FILL.formatted("0.19"));
            assertThat(failure(edition, "update")).isNotEmpty();
            edition.run("changelogSync");
            edition.rollBackLast();
            assertThat(begun.kept()).isEmpty();
            begun.database().owner().run("ALTER TABLE doc DROP CONSTRAINT no", "UPDATE doc SET vat = NULL");
            edition.run("updateTestingRollback");
            assertThat(begun.all("SELECT count(*) FROM doc WHERE vat IS NULL")).isEqualTo("0");
            assertThat(begun.kept()).isEqualTo("begun done; fill fill public.doc done");
        }
    }
}
