package liquibase.ext.online.lint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.ext.online.lint.Lint;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The condition of a backfill that takes the place of an UPDATE: it picks the same rows, and the values make it false. Where
 * that cannot be told from the text, the author is asked for it.
 */
class BackfillFormTest {
    private static final String TABLE =
            "CREATE TABLE t (id bigint PRIMARY KEY, name varchar(50), code text, price numeric(10, 2), seen timestamptz,"
                    + " doc json, note text);\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "SET name = 'new'~name IS DISTINCT FROM 'new'",
                "SET name = 'new' WHERE true~name IS DISTINCT FROM 'new'",
                "SET name = lower(code)~name IS DISTINCT FROM CAST(lower(code) AS varchar(50))",
                "SET name = id~name IS DISTINCT FROM CAST(id AS varchar(50))",
                "SET name = 5~name IS DISTINCT FROM CAST(5 AS varchar(50))",
                "SET price = 5~price IS DISTINCT FROM 5",
                "SET price = 5.5~price IS DISTINCT FROM CAST(5.5 AS numeric(10, 2))",
                "SET other = code~other IS DISTINCT FROM (code)",
                "SET name = 'a' WHERE code = 'b' OR note = 'c'~(code = 'b' OR note = 'c') AND name IS DISTINCT FROM 'a'",
                "SET name = 'a', note = code WHERE code = 'b'~"
                        + "code = 'b' AND (name IS DISTINCT FROM 'a' OR note IS DISTINCT FROM CAST(code AS text))",
                "SET name = NULL~name IS NOT NULL",
                "SET price = price_of(id)~",
                "SET price = id * 1.5~price IS DISTINCT FROM CAST(id * 1.5 AS numeric(10, 2))",
                "SET doc = '{}'~CAST(doc AS text) IS DISTINCT FROM CAST(CAST('{}' AS json) AS text)",
                "SET name = 'x' WHERE name IS NULL~name IS NULL",
                "SET seen = now() WHERE seen IS NULL~seen IS NULL",
                "SET name = gen_random_uuid() WHERE id > 5 AND name IS NULL~id > 5 AND name IS NULL",
                "SET name = lower(code) WHERE name IS NULL~name IS NULL AND name IS DISTINCT FROM CAST(lower(code) AS varchar(50))",
                "SET seen = now()~",
                "SET seen = CURRENT_TIMESTAMP WHERE id > 5~",
                "SET price = random()~",
                "SET name = DEFAULT~",
                "SET name = upper(name)~",
                "SET name = code, code = name~",
                "SET code = 'x', name = t.\"name\" || 'x'~",
                "SET name = (SELECT name)~",
                "SET name = u.name FROM u~",
            })
    void picksTheSameRowsUntilTheyAreDone(String update, String where) throws Exception {
        Files.writeString(
                folder.resolve("changelog.sql"),
                "--liquibase formatted sql\n--changeset a:1\n" + TABLE + "--changeset a:2\nUPDATE t " + update + ";\n");
        List<String> fixes = Lint.file(folder.resolve("changelog.sql")).findings().stream()
                .map(finding -> finding.fix())
                .filter(fix -> fix.contains("backfillInBatches"))
                .toList();
        assertThat(fixes).isNotEmpty();
        assertThat(fixes)
                .allSatisfy(fix -> assertThat(fix)
                        .contains(
                                where == null
                                        ? "and a where that is true for the rows to be written"
                                        : "<where>" + where + "</where>"));
    }
}
