package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import liquibase.ext.online.it.LiquibaseUpdate;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parameters of the lint goal that need a server; the others have a scenario of the plugin's. */
@Tag("alone")
class LintGoalIT {
    private static final String RELEASED = """
            --liquibase formatted sql
            --changeset shop:released
            CREATE TABLE tag (name text);
            """;

    private static final String PENDING = """
            --changeset shop:large
            CREATE INDEX product_sku ON product (sku);
            --changeset shop:small
            CREATE INDEX colour_name ON colour (name);
            """;

    @TempDir
    Path folder;

    @Test
    void whatADatabaseHasNotRunIsJudgedByTheSizesInASnapshotOfIt() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase()) {
            database.run(
                    "CREATE TABLE product AS SELECT id, 'x' AS sku FROM generate_series(1, 5000) id",
                    "CREATE TABLE colour AS SELECT 'red' AS name",
                    "ANALYZE");
            Path changelog = Files.writeString(folder.resolve("changelog.sql"), RELEASED);
            new LiquibaseUpdate(database, folder, "changelog.sql").run();
            Files.writeString(changelog, RELEASED + PENDING);

            List<String> arguments = new ArrayList<>(List.of(
                    MavenProcess.goal("lint"),
                    "-Dliquibase-online.snapshot=" + folder.resolve("snapshot.json"),
                    "-Dliquibase-online.pending=true",
                    "-Dliquibase-online.smallTableRows=100",
                    "-Dliquibase.changeLogFile=changelog.sql",
                    "-Dliquibase.searchPath=" + folder));
            arguments.addAll(connection(database.url()));
            assertThat(new MavenProcess(folder).ourGoal("lint-snapshot", arguments.toArray(String[]::new)))
                    .contains("error[require-concurrent-index-creation]: SHARE on product", "5,000 rows")
                    .doesNotContain("error[require-concurrent-index-creation]: SHARE on colour")
                    .contains("2 changeSets judged, 1 out of scope", "BUILD FAILURE");
        }
    }

    @Test
    void namesAreThoseOfTheSearchPathThatTheUrlShows() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase()) {
            database.run(
                    "CREATE SCHEMA shop",
                    "CREATE TABLE shop.product (id int, sku text)",
                    "ALTER DATABASE " + database.name() + " SET search_path TO shop, public");
            Files.writeString(folder.resolve("changelog.yaml"), """
                    databaseChangeLog:
                    - changeSet:
                        id: met
                        author: shop
                        preConditions:
                        - onFail: MARK_RAN
                        - tableExists: {tableName: product, schemaName: "${database.defaultSchemaName}"}
                        changes:
                        - sql: CREATE INDEX product_sku ON product (sku)
                    - changeSet:
                        id: not-met
                        author: shop
                        preConditions:
                        - onFail: MARK_RAN
                        - tableExists: {tableName: product, schemaName: public}
                        changes:
                        - sql: CREATE INDEX product_id ON public.product (id)
                    """);

            List<String> arguments = new ArrayList<>(
                    List.of("-Dliquibase.changeLogFile=changelog.yaml", "-Dliquibase.searchPath=" + folder));
            arguments.addAll(connection(database.url()));
            assertThat(new MavenProcess(folder).ourGoal("lint", arguments.toArray(String[]::new)))
                    .contains("error[require-concurrent-index-creation]: SHARE on product")
                    .doesNotContain("public.product", "product_id");
        }
    }

    /** The user and the password beside the URL and not in it. */
    private static List<String> connection(String url) {
        String[] parts = url.split("[?&]", -1);
        return Stream.of(parts)
                .map(part -> part.equals(parts[0]) ? "url=" + part : part.replaceFirst("^user=", "username="))
                .map("-Dliquibase-online."::concat)
                .toList();
    }
}
