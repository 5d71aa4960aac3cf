package liquibase.ext.online.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.listener.SqlListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an update leaves behind besides the change itself: nothing in the session, and nothing in the wrong schema. */
@Tag("liquibase")
class SessionIT {
    private static final String SETTINGS =
            "SELECT name || ' = ' || setting FROM pg_settings WHERE name <> 'search_path' ORDER BY name";

    @TempDir
    private Path folder;

    static Stream<String> examples() {
        return Stream.of(
                "addColumnOnline/volatile-default",
                "backfillInBatches/default-predicate",
                "addUniqueConcurrently/single-column",
                "setNotNullValidated/default-null-value");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void leavesTheSettingsOfTheSessionAsTheyWere(String name) throws Exception {
        Example example = Example.of(name);
        try (TestDatabase server = example.setUp(PostgresServer.usual().major())) {
            Database database = open(server.url());
            try {
                connection(database).setNetworkTimeout(Runnable::run, 77_000);
                try (Statement statement = connection(database).createStatement()) {
                    statement.execute("SET lock_timeout = '17s'; SET statement_timeout = '18min';"
                            + " SET idle_in_transaction_session_timeout = '19min'; SET idle_session_timeout = '20min';"
                            + " SET default_transaction_isolation = 'repeatable read'; SET tcp_keepalives_idle = 21;"
                            + " SET application_name = 'own'");
                    database.commit();
                }
                List<String> before = settings(database);
                Commands.on(database, example).update();
                assertThat(settings(database)).isEqualTo(before);
                assertThat(connection(database).getNetworkTimeout()).isEqualTo(77_000);
            } finally {
                database.close();
            }
        }
    }

    /** A request that stands in the queue without one stops everybody behind it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "addColumnOnline/foreign-key",
                "addUniqueConcurrently/partitioned",
                "setNotNullValidated/default-null-value"
            })
    void asksForNoLockThatStopsOthersWithoutATimeout(String name) throws Exception {
        Example example = Example.of(name);
        try (TestDatabase server = example.setUp(PostgresServer.usual().major())) {
            Statements statements = new Statements();
            Commands.on(server, example).heardBy(statements).update();
            Commands.on(server, example).heardBy(statements).rollBackLast();
            assertThat(statements.thatChangeTables())
                    .filteredOn(sql -> sql.matches("(?s).*LOCK TABLE \\S+ IN (ACCESS|SHARE ROW) EXCLUSIVE MODE.*"))
                    .hasSizeGreaterThan(1)
                    .allMatch(sql -> sql.matches("(?s).*SET LOCAL lock_timeout = '[1-9].*"))
                    .as("nobody is in the way, so that none of them needs to queue")
                    .allMatch(
                            sql -> sql.matches("(?s).*LOCK TABLE \\S+ IN (ACCESS|SHARE ROW) EXCLUSIVE MODE NOWAIT;.*"));
        }
    }

    @Test
    void leavesThemSoAfterAFailureToo() throws Exception {
        Example example = Example.of("addUniqueConcurrently/single-column");
        try (TestDatabase server = example.setUp(PostgresServer.usual().major())) {
            server.run("INSERT INTO customer (name, email) VALUES ('twin', 'C7@example.org')");
            Database database = open(server.url());
            try {
                List<String> before = settings(database);
                assertThatThrownBy(() -> Commands.on(database, example).update())
                        .hasMessageContaining("1 values of (email)");
                assertThat(settings(database)).isEqualTo(before);
            } finally {
                database.close();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void keepsToTheDefaultSchema(String name) throws Exception {
        Example example = Example.of(name);
        try (TestDatabase server = PostgresServer.usual().freshDatabase()) {
            String setup = example.read("setup.sql");
            server.run("CREATE SCHEMA shop", setup, "SET search_path = shop; " + setup);
            String inPublic = String.join("\n", dump(server, "public"));
            Database database = open(server.url());
            database.setDefaultSchemaName("shop");
            try {
                Commands.on(database, example).update();
            } finally {
                database.close();
            }
            assertThat(String.join("\n", dump(server, "public"))).isEqualTo(inPublic);
            assertThat(String.join("\n", dump(server, "shop"))).isNotEqualTo(inPublic);
        }
    }

    @Test
    void aChangeCanBeTunedAfterItRan() throws Exception {
        Example example = Example.of("backfillInBatches/where");
        String text = example.read("changelog.xml");
        try (TestDatabase server = example.setUp(PostgresServer.usual().major())) {
            Commands.on(server, example).update();
            Files.writeString(
                    folder.resolve("changelog.xml"),
                    text.replace(
                                    "batchSize=\"30\"",
                                    "batchSize=\"7\" maxPasses=\"9\" lockTimeout=\"1s\" lockBudget=\"1h\"")
                            .replace("pause=\"1ms\"", "pause=\"2ms\" partitioned=\"true\""));
            Commands tuned = new Commands(folder, "changelog.xml", Map.entry("url", server.url()), new SqlListener());
            tuned.run("validate");
            assertThat(tuned.run("status")).contains("is up to date");

            Files.writeString(folder.resolve("changelog.xml"), text.replace("NEW-", "OTHER-"));
            assertThatThrownBy(() -> tuned.run("validate")).hasMessageContaining("check");
        }
    }

    private static Database open(String url) throws Exception {
        return DatabaseFactory.getInstance()
                .openDatabase(url, null, null, null, Scope.getCurrentScope().getResourceAccessor());
    }

    private static List<String> settings(Database database) throws Exception {
        return Catalog.strings(connection(database), SETTINGS);
    }

    private static Connection connection(Database database) {
        return ((JdbcConnection) database.getConnection()).getUnderlyingConnection();
    }

    private static List<String> dump(TestDatabase database, String schema) throws Exception {
        return Catalog.strings(
                database,
                "SELECT c.relname || ' ' || coalesce(string_agg(a.attname || a.attnotnull || a.atthasdef, ','), '') || coalesce("
                        + "(SELECT string_agg(conname, ',' ORDER BY conname) FROM pg_constraint WHERE conrelid = c.oid), '') ||"
                        + " CASE c.relkind WHEN 'r' THEN (xpath('/row/c/text()', query_to_xml('SELECT md5(string_agg(t::text,"
                        + " '','' ORDER BY t::text)) AS c FROM ' || c.oid::regclass || ' t', true, true, '')))[1]::text ELSE '' END"
                        + " FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 WHERE c.relkind IN"
                        + " ('r', 'i') AND c.relname !~ '^databasechangelog' AND c.relnamespace = '" + schema
                        + "'::regnamespace GROUP BY c.oid, c.relname, c.relkind ORDER BY 1");
    }
}
