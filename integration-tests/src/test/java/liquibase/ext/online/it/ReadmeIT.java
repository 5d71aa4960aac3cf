package liquibase.ext.online.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a newcomer to write, run against a server; its tables and links compared with what there is. */
class ReadmeIT {
    private static final Path ROOT =
            Objects.requireNonNull(Path.of(System.getProperty("changelogs.dir")).getParent());
    private static final Pattern LINK = Pattern.compile("]\\((?!http)([^)]+)\\)");

    private static final Pattern HEADING = Pattern.compile("(?m)^## ([A-Za-z ]+)$");

    @TempDir
    Path folder;

    @Test
    @Tag("liquibase")
    void theExamplesRunOneAfterTheOther() throws Exception {
        Files.writeString(folder.resolve("example.xml"), block("xml"));
        Files.writeString(folder.resolve("example.yaml"), block("yaml"));
        try (TestDatabase database = PostgresServer.usual().freshDatabase()) {
            database.run(
                    "CREATE TABLE category (id bigint PRIMARY KEY)",
                    "CREATE TABLE product (id bigint PRIMARY KEY, name text NOT NULL)",
                    "INSERT INTO product SELECT i, 'p' || i FROM generate_series(1, 12000) AS i");
            new LiquibaseUpdate(database, folder, "example.xml").run();
            new LiquibaseUpdate(database, folder, "example.yaml").run();

            assertThat(value(database, "SELECT count(DISTINCT sku) || ' ' || count(DISTINCT token) FROM product"))
                    .isEqualTo("12000 12000");
            assertThat(value(
                            database,
                            "SELECT string_agg(conname, ' ' ORDER BY conname) FROM pg_constraint WHERE conrelid ="
                                    + " 'product'::regclass AND convalidated AND contype IN ('u', 'f')"))
                    .isEqualTo("product_category_fk product_category_id_name_key product_sku_key product_token_key");
            assertThat(value(
                            database,
                            "SELECT string_agg(attname, ' ' ORDER BY attname) FROM pg_attribute WHERE attrelid ="
                                    + " 'product'::regclass AND attnum > 0 AND attnotnull"))
                    .isEqualTo("id name sku token");
        }
    }

    @Test
    void theTableOfSettingsShowsTheDefaults() throws Exception {
        SettingsTable.assertIn(ROOT.resolve("README.md"), "liquibase.online.", knob -> true);
    }

    @Test
    void everyLinkLeadsToSomething() throws Exception {
        List<String> headings = HEADING.matcher(readme())
                .results()
                .map(found -> "#" + found.group(1).toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();
        assertThat(LINK.matcher(readme()).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(target -> {
                    if (target.startsWith("#")) {
                        assertThat(headings).contains(target);
                    } else {
                        assertThat(ROOT.resolve(target)).exists();
                    }
                });
    }

    @Test
    void theGateRunsTheTestCommandOfTheReadme() throws Exception {
        String command = Pattern.compile("(?m)^(mvn \\S+) +# all tests$")
                .matcher(readme())
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        assertThat(Files.readAllLines(ROOT.resolve(".ci/run"))).endsWith(command);
    }

    private static String block(String language) throws Exception {
        return Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(readme())
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String readme() throws Exception {
        return Files.readString(ROOT.resolve("README.md"));
    }

    private static String value(TestDatabase database, String query) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }
}
