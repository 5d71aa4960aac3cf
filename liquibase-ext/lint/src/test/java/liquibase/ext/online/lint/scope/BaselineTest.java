package liquibase.ext.online.lint.scope;

import static liquibase.ext.online.lint.scope.Work.changeSet;
import static liquibase.ext.online.lint.scope.Work.reported;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import liquibase.ext.online.lint.LintRequest;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.changelog.ChangelogException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {
    private static final String ONE = changeSet("one", "CREATE TABLE t (id int, name text);");
    private static final String TWO = changeSet("two", "CREATE INDEX by_name ON t (name);");

    @TempDir
    Path folder;

    private Work work;
    private Path file;

    @BeforeEach
    void makeWork() {
        work = new Work(folder);
        file = folder.resolve("lint/baseline.txt");
    }

    @Test
    void whatIsWrittenIsNotReportedAndWhatComesLaterIs() throws Exception {
        work.changelog(ONE);
        assertThat(work.request().writeBaseline(file).size()).isEqualTo(1);
        assertThat(reported(work.request().baseline(file))).isEmpty();

        work.changelog(ONE, TWO);
        assertThat(reported(work.request().baseline(file))).containsExactly("two");
    }

    @Test
    void anEditedChangeSetIsReportedAgain() throws Exception {
        work.changelog(ONE, TWO).request().writeBaseline(file);
        work.changelog(ONE, TWO.replace("(name)", "(id)"));

        assertThat(reported(work.request().baseline(file))).containsExactly("two");
    }

    /** The checksums are Liquibase's and the same on every supported line; this one was written by 4.29.2. */
    @Test
    void theFileIsSortedLinesThatEveryLiquibaseWrites() throws Exception {
        work.changelog(TWO, ONE).request().writeBaseline(file);

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "# liquibase-online baseline, version 1",
                        "# ChangeSets that lint takes as known: file, id, author, checksum. Written by lint-baseline.",
                        "db/changelog.sql\tone\tann\t9:43c641417188ae95b168090923dcb45f",
                        "db/changelog.sql\ttwo\tann\t9:8167bc3d2a4447555003cfa2cfb6d8a2");
    }

    @Test
    void oddNamesComeBack() throws Exception {
        work.write(
                "db/odd.yaml",
                "databaseChangeLog:",
                "  - logicalFilePath: '#odd'",
                "  - changeSet: {id: \"tab\\there\\nand \\\\t\", author: '\\', changes: [{sql: {sql: SELECT 1}}]}");
        LintRequest request =
                Linter.changelog("db/odd.yaml").searchPath(folder.resolve("src").toString());
        assertThat(request.writeBaseline(file).size()).isEqualTo(1);

        assertThat(reported(request.baseline(file))).isEmpty();
    }

    @Test
    void linesOfWhatIsGoneAreToldAndDropped() throws Exception {
        work.changelog(ONE, TWO).request().writeBaseline(file);
        work.changelog(TWO);

        assertThat(reported(work.request().baseline(file))).isEmpty();
        assertThat(work.notes)
                .containsExactly("1 changeSet of the baseline no longer exists; lint-baseline drops what is gone");
        work.request().writeBaseline(file);
        assertThat(Files.readString(file)).doesNotContain("one").contains("two");
    }

    @Test
    void whatTwoBranchesMadeOfAChangeSetIsKnownBothWays() throws Exception {
        work.changelog(ONE).request().writeBaseline(file);
        List<String> ours = Files.readAllLines(file);
        work.changelog(ONE.replace("int", "bigint")).request().writeBaseline(file);
        Files.write(file, List.of(ours.get(2)), StandardOpenOption.APPEND);

        assertThat(reported(work.request().baseline(file))).isEmpty();
        assertThat(reported(work.changelog(ONE).request().baseline(file))).isEmpty();
    }

    @Test
    void aBrokenFileIsToldWithItsLine() throws Exception {
        work.changelog(ONE).request().writeBaseline(file);
        List<String> lines = Files.readAllLines(file);

        assertBroken(List.of("rubbish"), ":1:1: this is no baseline");
        assertBroken(List.of(lines.get(0).replace("version 1", "version 2")), "later version");
        assertBroken(List.of(lines.get(0), "<<<<<<< HEAD"), ":2:1: a merge left its mark");
        assertBroken(List.of(lines.get(0), "", "a\tb"), ":3:1: a line has four fields");
        Files.delete(file);
        assertThatThrownBy(work.request().baseline(file)::lint)
                .isInstanceOf(ChangelogException.class)
                .hasMessageContaining("lint-baseline");
    }

    private void assertBroken(List<String> lines, String message) throws Exception {
        Files.write(file, lines);
        assertThatThrownBy(work.request().baseline(file)::lint)
                .isInstanceOf(ChangelogException.class)
                .hasMessageContaining(message);
    }
}
