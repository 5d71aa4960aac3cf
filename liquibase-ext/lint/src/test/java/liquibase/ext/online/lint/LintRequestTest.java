package liquibase.ext.online.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.process.LintRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The linter as a project's own test calls it. */
class LintRequestTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeAChangelog() throws Exception {
        Files.writeString(folder.resolve("changelog.sql"), """
                --liquibase formatted sql
                --changeset ann:one
                CREATE INDEX by_name ON ${table} (name);
                --changeset ann:two context:test
                CREATE INDEX by_size ON product (size);
                """);
    }

    private LintRequest changelog() {
        return Linter.changelog("changelog.sql")
                .searchPath(folder.toString())
                .parameter("table", "product")
                .contexts("prod");
    }

    @Test
    void aBlockingChangeFailsTheTestWithTheReport() {
        assertThatThrownBy(() -> changelog().postgresVersion("15-17").assertNoViolations())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("changelog.sql:3:")
                .hasMessageContaining("product")
                .hasMessageContaining("1 error");
    }

    @Test
    void aHarmlessChangelogPasses() {
        assertThatCode(() -> changelog().smallTables("product").assertNoViolations())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> changelog().smallTables("product").assertNoViolations(Severity.INFO))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void contextsSayWhatRuns() throws Exception {
        assertThat(changelog().lint().violations(Severity.ERROR)).hasSize(1);
        assertThat(changelog().contexts("").lint().violations(Severity.ERROR)).hasSize(2);
    }

    @Test
    void blankSettingsAreNoSettings() throws Exception {
        LintRequest request = changelog()
                .postgresVersion(" ")
                .since("")
                .sinceTag(null)
                .baseline(null)
                .severities("")
                .off("")
                .smallTables(" , ")
                .lockTimeout("");

        assertThat(request.lint().versions()).isEqualTo("13");
        assertThat(request.options().session()).isEmpty();
        assertThat(request.options().smallTables()).isEmpty();
    }

    @Test
    void severitiesAreSetByRule() throws Exception {
        String rule = changelog().lint().findings().get(0).rule();

        assertThat(changelog().severities(rule + "=info").lint().violations(Severity.WARNING))
                .noneMatch(finding -> finding.rule().equals(rule));
        assertThat(changelog().severities(rule + " = off").lint().findings())
                .noneMatch(finding -> finding.rule().equals(rule));
        assertThatThrownBy(() -> changelog().severities("nonsense=info").lint())
                .isInstanceOf(ChangelogException.class)
                .hasMessageContaining("nonsense")
                .hasMessageContaining(rule);
        assertThatThrownBy(() -> changelog().severities(rule + "=fatal"))
                .hasMessage("\"fatal\" is no severity; there are info, warning, error");
        assertThatThrownBy(() -> changelog().severities(rule)).hasMessageContaining("write rule=severity");
    }

    @ParameterizedTest
    @CsvSource({"17, 17", "17.6, 17", "13-18, 13–18", "14 – 16, 14–16", "18-18, 18"})
    void aVersionIsAMajorOrARange(String text, String versions) throws Exception {
        assertThat(changelog().postgresVersion(text).lint().versions()).isEqualTo(versions);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "19", "17-13", "new", "13-", "99999"})
    void anyOtherVersionIsRefused(String text) {
        assertThatThrownBy(() -> changelog().postgresVersion(text)).isInstanceOf(ChangelogException.class);
    }

    @Test
    void aRunWritesReportsAndGivesTheVerdict() throws Exception {
        Path reports = folder.resolve("target/reports");
        LintRun.Outcome strict =
                LintRun.of(changelog(), "json, text", reports, null, null).run();
        assertThat(strict.files()).containsExactly(reports.resolve("lint.json"), reports.resolve("lint.txt"));
        assertThat(strict.files()).allSatisfy(file -> assertThat(file).content().contains("by_name"));
        assertThat(strict.failure())
                .hasValueSatisfying(failure -> assertThat(failure).startsWith("1 violation (error)"));

        assertThat(LintRun.of(changelog(), null, reports, "warning", 5).run().failure())
                .isEmpty();
        assertThatThrownBy(() -> LintRun.of(changelog(), "jsn", reports, null, null))
                .isInstanceOf(ChangelogException.class)
                .hasMessageContaining("did you mean json");
        assertThatThrownBy(() -> LintRun.of(changelog(), null, reports, "bad", null))
                .isInstanceOf(ChangelogException.class);
    }

    @Test
    void aMissingChangelogIsToldInOneLine() {
        assertThatThrownBy(() -> Linter.changelog("none.xml")
                        .searchPath(folder.toString())
                        .lint())
                .isInstanceOf(ChangelogException.class)
                .hasMessageContaining("none.xml");
    }
}
