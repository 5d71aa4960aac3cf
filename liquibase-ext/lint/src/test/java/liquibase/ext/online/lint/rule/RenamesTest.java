package liquibase.ext.online.lint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.TableEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that gets other names in one transaction is one table, which applications know by its first name. */
class RenamesTest {
    @TempDir
    Path folder;

    private LintResult lint(String statements) throws Exception {
        Files.writeString(
                folder.resolve("changelog.sql"),
                "--liquibase formatted sql\n--changeset ann:tables\n"
                        + "CREATE TABLE a (id int, \"Order\" int, v int); CREATE TABLE b (id int);\n"
                        + "--changeset ann:renames\n" + statements + "\n");
        return Linter.changelog("changelog.sql").searchPath(folder.toString()).lint();
    }

    private static List<String> messages(LintResult result, String rule) {
        return result.findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .map(finding -> finding.message())
                .toList();
    }

    @Test
    void oneTableIsLocked() throws Exception {
        LintResult result = lint("ALTER TABLE a RENAME TO x; ALTER TABLE x RENAME TO y; ALTER TABLE y ADD c int;");
        assertThat(messages(result, "several-tables-locked")).isEmpty();
        assertThat(result.changeSets().get(1).tables())
                .singleElement()
                .satisfies(table -> assertThat(table.table()).isEqualTo("a"));
        assertThat(messages(result, "renaming-table"))
                .singleElement()
                .satisfies(
                        message -> assertThat(message).contains("names a fails").endsWith("it is y"));
    }

    @Test
    void anotherOneIsAnother() throws Exception {
        LintResult result = lint("ALTER TABLE a RENAME TO x; ALTER TABLE b ADD c int; ALTER TABLE x ADD c int;");
        assertThat(messages(result, "several-tables-locked"))
                .singleElement()
                .satisfies(message -> assertThat(message).contains("locks a and b in"));
    }

    @Test
    void whoWaitsIsNamedOnce() throws Exception {
        LintResult result = lint("ALTER TABLE a RENAME TO x; CREATE INDEX i ON x (id);");
        assertThat(result.findings().stream()
                        .filter(finding -> finding.rule().equals("require-concurrent-index-creation"))
                        .flatMap(finding -> finding.tables().stream())
                        .map(TableEffect::table))
                .containsExactly("x");
    }

    /** Each name is that of a table at the end. */
    @Test
    void aSwapTakesNoNameAway() throws Exception {
        assertThat(messages(
                        lint("ALTER TABLE a RENAME TO x; ALTER TABLE b RENAME TO a; ALTER TABLE x RENAME TO b;"),
                        "renaming-table"))
                .isEmpty();
    }

    @Test
    void columnsAreWrittenAsSqlHasThem() throws Exception {
        assertThat(messages(lint("ALTER TABLE a RENAME \"Order\" TO \"user\";"), "renaming-column"))
                .singleElement()
                .satisfies(message ->
                        assertThat(message).contains("a.\"Order\" fails").endsWith("it is a.\"user\""));
    }
}
