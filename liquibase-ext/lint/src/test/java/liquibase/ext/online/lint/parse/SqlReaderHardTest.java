package liquibase.ext.online.lint.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Random;
import liquibase.ext.online.read.SqlReader;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Insert;
import liquibase.ext.online.sql.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that nobody wrote: the reader ends on each, in time that grows with the text only. */
@Timeout(120)
class SqlReaderHardTest {
    private static final String CHARACTERS = "'\"$();,.[]:*-/\\ \nEeUuBb&x1=%\uD83D\uDE00ABEGINTOMCSLRD_";

    private final SqlReader reader = Grammar.reader();

    @Test
    void endsOnRandomCharacters() {
        for (int seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(seed % 3 == 0 ? "" : "SELECT 1; ALTER TABLE t ");
            for (int i = random.nextInt(80); i > 0; i--) {
                text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            assertThatCode(() -> reader.read(text.toString()))
                    .as(text.toString())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT %s",
                "CREATE INDEX i ON t (%s)",
                "ALTER TABLE t ADD CHECK (%s)",
                "INSERT INTO t VALUES (%s)",
                "UPDATE t SET a = %s"
            })
    void refusesWhatIsNestedTooDeeply(String sql) {
        for (String[] nest : List.of(
                new String[] {"(", "1", ")"}, new String[] {"f(", "1", ")"}, new String[] {"ARRAY[", "1", "]"})) {
            String nested = nest[0].repeat(100_000) + nest[1] + nest[2].repeat(100_000);
            assertThat(reader.read(sql.replace("%s", nested))).singleElement().isInstanceOf(Unreadable.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "((1,",
                "NOT ",
                "- ",
                "CASE WHEN 1 THEN ",
                "SELECT 1 UNION ",
                "a.",
                "1 + ",
                "[",
                "$a",
                "$a$b$",
                "/*",
                "'",
                "U&\"",
                "::"
            })
    void endsOnEndlessRepetition(String part) {
        for (String start : List.of("", "SELECT ", "ALTER TABLE t ADD CHECK (", "DO ")) {
            List<Command> commands = reader.read(start + part.repeat(50_001));
            assertThat(commands).isNotEmpty().noneMatch(Command::isUnderstood);
        }
    }

    @Test
    void asksTheGrammarAboutModerateDepth() {
        String nested = "(".repeat(40) + "a IS NULL" + ")".repeat(40);
        assertThat(reader.read("SELECT 1 WHERE " + nested)).allMatch(Command::isUnderstood);
    }

    @Test
    void readsAnInsertOfManyRows() {
        String sql = "INSERT INTO t (a, b, c) VALUES " + "(1, 'it''s; x', NULL), ".repeat(200_000) + "(1, 'b', now())";
        assertThat(reader.read(sql + ";" + sql)).hasSize(2).allMatch(Insert.class::isInstance);
    }

    @Test
    void readsALongText() {
        String text = "x;'' ".repeat(1_000_000);
        assertThat(reader.read("INSERT INTO t VALUES ('" + text + "'); CREATE VIEW v AS SELECT '" + text + "' AS a"))
                .hasSize(2)
                .allMatch(Command::isUnderstood);
    }

    @Test
    void givesThePlaceBehindALongString() {
        String sql = "ALTER TABLE t ADD CHECK ('" + "x".repeat(1000) + "' b c)";
        assertThat(reader.read("SELECT 1; " + sql))
                .last()
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        found -> assertThat(found.sql().substring(found.offset()))
                                .startsWith("b c"));
    }
}
