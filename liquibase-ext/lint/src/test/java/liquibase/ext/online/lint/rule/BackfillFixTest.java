package liquibase.ext.online.lint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.ext.online.lint.Lint;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backfill that would be refused, as it could not tell which rows are done, is no advice. */
class BackfillFixTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "UPDATE t SET name = 'new'~false",
                "UPDATE t SET name = lower(code)~false",
                "UPDATE t SET name = upper(name)~true",
                "UPDATE t SET code = 'x', name = t.\"name\" || 'x'~true",
                "UPDATE t SET name = (SELECT name)~true",
                "UPDATE t SET name = NULL~true",
                "UPDATE t SET name = u.name FROM u~true",
            })
    void asksForAWhereWhereTheValuesNeedOne(String update, boolean needed) throws Exception {
        Files.writeString(
                folder.resolve("changelog.sql"), "--liquibase formatted sql\n--changeset a:1\n" + update + ";\n");
        List<String> fixes = Lint.file(folder.resolve("changelog.sql")).findings().stream()
                .map(finding -> String.valueOf(finding.fix()))
                .filter(fix -> fix.contains("Use backfillInBatches"))
                .toList();
        assertThat(fixes).isNotEmpty();
        assertThat(fixes)
                .allSatisfy(fix -> assertThat(fix.contains("and a where that is true for the rows to be written"))
                        .isEqualTo(needed));
    }
}
