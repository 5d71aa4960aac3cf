package liquibase.ext.online.it.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.listener.SqlListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Statements of an author's own, each of which runs once. */
@SuppressWarnings("NullAway.Init")
class OnlineSqlIT {
    @TempDir
    Path folder;

    private TestDatabase database;

    @AfterEach
    void drop() throws Exception {
        database.close();
    }

    private void open(int major) throws Exception {
        database = PostgresServer.of(major).freshDatabase();
        database.run(
                "CREATE TABLE audit (what text)",
                "CREATE TABLE product (id int, name text)",
                "INSERT INTO product VALUES (1, NULL)");
    }

    private void update(String attributes, String change) throws Exception {
        Files.writeString(folder.resolve("changelog.yaml"), """
                databaseChangeLog:
                - changeSet:
                    id: c
                    author: it
                    %s
                    changes:
                      - onlineSql: %s
                """.formatted(attributes, change));
        liquibase().update();
    }

    private Commands liquibase() {
        return new Commands(folder, "changelog.yaml", Map.entry("url", database.url()), new SqlListener());
    }

    private long count(String from) throws Exception {
        return Long.parseLong(
                Catalog.strings(database, "SELECT count(*)::text FROM " + from).get(0));
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void whatRanBeforeAFailureDoesNotRunAgain(int major) throws Exception {
        open(major);
        String change =
                "{sql: \"INSERT INTO audit VALUES ('a'); ALTER TABLE product ADD n int; INSERT INTO audit SELECT 1 /"
                        + " (count(*) - 1) FROM product; INSERT INTO audit VALUES ('b')\"}";
        assertThatThrownBy(() -> update("", change))
                .hasMessageContaining("step 3 of 4 (statement 3) failed: division by zero")
                .hasMessageContaining("run update again");
        database.run("INSERT INTO product VALUES (2, 'x')");
        update("", change);
        assertThat(Catalog.strings(database, "SELECT string_agg(what, ',' ORDER BY what) FROM audit"))
                .containsExactly("1,a,b");
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void anEditedChangeSaysWhatRan(int major) throws Exception {
        open(major);
        assertThatThrownBy(
                        () -> update("", "{sql: \"INSERT INTO audit VALUES ('a'); INSERT INTO nowhere VALUES (1)\"}"))
                .hasMessageContaining("statement 2");
        assertThatThrownBy(() -> update("", "{sql: \"INSERT INTO audit VALUES ('z'); SELECT 1\"}"))
                .hasMessageContaining("was edited after it had begun")
                .hasMessageContaining("statement 1, which ran");
        assertThat(liquibase()
                        .run(
                                "onlineRevert",
                                Map.entry("changesetId", "c"),
                                Map.entry("changesetAuthor", "it"),
                                Map.entry("changesetPath", "changelog.yaml")))
                .contains("statement 1, which ran, is not taken back");
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void whatRunsAlwaysRunsAnewEachTime(int major) throws Exception {
        open(major);
        for (int i = 1; i <= 3; i++) {
            update("runAlways: true", "{sql: INSERT INTO audit VALUES ('a')}");
            assertThat(count("audit")).isEqualTo(i);
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void aStatementWaitsForItsLockWithNobodyBehindIt(int major) throws Exception {
        open(major);
        try (Connection reader = database.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT FROM product");
            assertThatThrownBy(() ->
                            update("", "{sql: ALTER TABLE product ADD n int, lockTimeout: 50ms, lockBudget: 300ms}"))
                    .hasMessageContaining("no lock ACCESS EXCLUSIVE on public.product")
                    .hasMessageContaining("idle in transaction");
        }
        update("", "{sql: ALTER TABLE product ADD n int, lockTimeout: 50ms, lockBudget: 10s}");
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void whatWouldBlockIsRefusedUntilTheAuthorSaysWhyItMay(int major) throws Exception {
        open(major);
        assertThatThrownBy(() -> update("", "{sql: ALTER TABLE product ALTER id TYPE bigint}"))
                .hasMessageContaining("say why in allowBlocking");
        update("", "{sql: ALTER TABLE product ALTER id TYPE bigint, allowBlocking: it has one row}");
        assertThat(
                        count(
                                "pg_attribute WHERE attrelid = 'product'::regclass AND attname = 'id' AND atttypid = 'bigint'::regtype"))
                .isEqualTo(1);
    }
}
