package liquibase.ext.online.it.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.sql.Sql;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Names and literals as we write them, read back by a server. */
class SqlNamesIT {
    private static final List<String> NAMES = List.of(
            "plain",
            "_x1",
            "Mixed",
            "UPPER",
            "two words",
            "quo\"te",
            "semi;colon",
            "1digit",
            "a$b",
            "größe",
            "таблица",
            "select",
            "user",
            "Order",
            "'",
            "\\",
            "--",
            "/*",
            "a.b",
            " ");

    @ParameterizedTest
    @ArgumentsSource(Majors.class)
    void namesAndKeywordsReadBackAsThemselves(int major) throws SQLException {
        try (TestDatabase database = PostgresServer.of(major).freshDatabase();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>(NAMES);
            names.addAll(strings(statement, "SELECT word FROM pg_get_keywords()"));
            for (String name : names) {
                statement.execute("DROP TABLE IF EXISTS probe; CREATE TABLE probe (" + Sql.name(name)
                        + " int); COMMENT ON" + " COLUMN probe." + Sql.name(name) + " IS NULL");
                assertThat(strings(
                                statement,
                                "SELECT attname FROM pg_attribute WHERE attrelid = 'probe'::regclass AND attnum = 1"))
                        .containsExactly(name);
            }
        }
    }

    @ParameterizedTest
    @ArgumentsSource(Majors.class)
    void quotesEveryKeywordThatIsReservedSomewhere(int major) throws SQLException {
        try (TestDatabase database = PostgresServer.of(major).freshDatabase();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertThat(strings(statement, "SELECT word FROM pg_get_keywords() WHERE catcode <> 'U'"))
                    .allMatch(word -> Sql.name(word).equals('"' + word + '"'));
        }
    }

    @ParameterizedTest
    @ArgumentsSource(Majors.class)
    void literalsReadBackAsThemselvesWhateverTheSetting(int major) throws SQLException {
        try (TestDatabase database = PostgresServer.of(major).freshDatabase();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String setting : List.of("on", "off")) {
                statement.execute("SET escape_string_warning = off; SET standard_conforming_strings = " + setting);
                for (String text : List.of("", "plain", "it's", "back\\slash", "\\'", "line\nbreak", "$$", "größe")) {
                    assertThat(strings(statement, "SELECT " + Sql.literal(text)))
                            .as("%s", text)
                            .containsExactly(text);
                }
            }
        }
    }

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }
}
