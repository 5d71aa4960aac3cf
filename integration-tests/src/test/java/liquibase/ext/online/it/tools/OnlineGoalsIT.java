package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import liquibase.ext.online.it.LiquibaseUpdate;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.server.Session;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as Maven goals, in a folder without a project; what they do is tested with the command line. */
@Tag("alone")
class OnlineGoalsIT {
    private static final String CHANGELOG = """
            databaseChangeLog:
              - changeSet:
                  id: fill
                  author: it
                  changes:
                    - backfillInBatches:
                        tableName: product
                        columns:
                          - column: {name: sku, value: X}
            """;

    private static final String FAILS = """
            databaseChangeLog:
              - changeSet:
                  id: twice
                  author: it
                  changes:
                    - addColumnOnline:
                        tableName: product
                        columns:
                          - column: {name: token, type: int, valueNumeric: 1, constraints: {unique: true}}
            """;

    @TempDir
    Path folder;

    @Test
    void goalsAskAndShow() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase();
                Connection connection = database.connect()) {
            Session session = new Session(connection, sql -> {});
            database.run("CREATE TABLE product (id int PRIMARY KEY, sku text)", "INSERT INTO product VALUES (1)");
            Files.writeString(folder.resolve("changelog.yaml"), CHANGELOG);
            new LiquibaseUpdate(database, folder, "changelog.yaml").run();
            session.execute("UPDATE databasechangelogonline SET status = 'stopped' WHERE kind = 'fill'");
            String url = "-Dliquibase.url=" + database.url();
            MavenProcess maven = new MavenProcess(folder);

            assertThat(maven.ourGoal("online-pause", url)).contains("(changelog.yaml::fill::it): ", "BUILD SUCCESS");
            assertThat(session.value("SELECT request FROM databasechangelogonline WHERE kind = 'fill'"))
                    .isEqualTo("pause");

            Path file = Files.writeString(folder.resolve("online.properties"), "url: " + database.url() + "\n");
            Path shown = folder.resolve("status.json");
            assertThat(maven.ourGoal(
                            "online-status",
                            "-Dliquibase.propertyFile=" + file,
                            "-Dliquibase.format=json",
                            "-Dliquibase.outputFile=" + shown))
                    .contains("BUILD SUCCESS");
            assertThat(Files.readString(shown)).startsWith("{\"backfills\": [{").contains("\"request\": \"pause\"");

            assertThat(maven.ourGoal("online-resume", url, "-Dliquibase.changesetId=fill"))
                    .contains("no longer paused; run update to go on", "BUILD SUCCESS");
            assertThat(session.holds("(SELECT bool_and(request IS NULL) FROM databasechangelogonline)"))
                    .isTrue();

            assertThat(maven.ourGoal("online-abort", url))
                    .contains("No process works on an unfinished backfill; there is nothing to end.", "BUILD FAILURE");
        }
    }

    @Test
    void aGoalTakesBackWhatBegan() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase();
                Connection connection = database.connect()) {
            Session session = new Session(connection, sql -> {});
            database.run("CREATE TABLE product (id int PRIMARY KEY, sku text)", "INSERT INTO product VALUES (1), (2)");
            Files.writeString(folder.resolve("fails.yaml"), FAILS);
            assertThatThrownBy(() -> new LiquibaseUpdate(database, folder, "fails.yaml").run())
                    .hasMessageContaining("stand in more than one row");

            assertThat(new MavenProcess(folder).ourGoal("online-revert", "-Dliquibase.url=" + database.url()))
                    .contains(
                            "Taken back (fails.yaml::twice::it): ", "column token of public.product", "BUILD SUCCESS");
            assertThat(
                            session.holds(
                                    "EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'product'::regclass AND attname = 'token')"))
                    .isFalse();
        }
    }
}
