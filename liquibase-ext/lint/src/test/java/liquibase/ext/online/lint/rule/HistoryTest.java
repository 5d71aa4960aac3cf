package liquibase.ext.online.lint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.ext.online.lint.LintRequest;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.finding.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sessions of long ago have set does not hold in the one that runs what is judged. */
class HistoryTest {
    private static final String NO_TIMEOUT = "require-timeout-settings";
    private static final String TABLE = "--changeset ann:table\nCREATE TABLE t (id int);\n";
    private static final String NEW = "--changeset ann:new\nALTER TABLE t ADD c int;\n";

    @TempDir
    Path folder;

    private List<String> rules(String history, String added) throws Exception {
        return findings(history, added).stream().map(Finding::rule).toList();
    }

    private List<Finding> findings(String history, String added) throws Exception {
        Path baseline = folder.resolve("baseline");
        request(history).writeBaseline(baseline);
        return request(history + added).baseline(baseline).lint().findings();
    }

    private LintRequest request(String changeSets) throws Exception {
        Files.writeString(folder.resolve("changelog.sql"), "--liquibase formatted sql\n" + changeSets);
        return Linter.changelog("changelog.sql").searchPath(folder.toString());
    }

    @Test
    void aTimeoutThatHistoryHasSetIsNotOn() throws Exception {
        String set = "--changeset ann:set\nSET lock_timeout = '2s';\n";
        assertThat(rules(TABLE + set, NEW)).contains(NO_TIMEOUT);
        assertThat(rules(TABLE, set + NEW)).doesNotContain(NO_TIMEOUT);
        assertThat(rules(TABLE + set, set.replace("set\n", "set2\n") + NEW)).doesNotContain(NO_TIMEOUT);
    }

    @Test
    void aTimeoutThatHistoryHasPutOffIsStillOn() throws Exception {
        String on = "--changeset ann:on runAlways:true\nSET lock_timeout = '2s';\n";
        assertThat(rules(TABLE + on + "--changeset ann:off\nRESET lock_timeout;\n", NEW))
                .doesNotContain(NO_TIMEOUT);
        assertThat(rules(TABLE + on + "--changeset ann:off runAlways:true\nRESET lock_timeout;\n", NEW))
                .contains(NO_TIMEOUT);
    }

    @Test
    void whatPsqlHasSetIsNotOn() throws Exception {
        assertThat(rules(TABLE, "--changeset ann:set runWith:psql\nSET lock_timeout = '2s';\n" + NEW))
                .contains(NO_TIMEOUT);
    }

    @Test
    void tablesOfHistoryAreWhereItsPathWas() throws Exception {
        String path = "--changeset ann:path\nSET search_path = app;\n";
        String index = "--changeset ann:index\nCREATE INDEX ON %st (id);\n";

        assertThat(findings(path + TABLE, index.formatted("app.")))
                .filteredOn(finding -> finding.rule().equals("require-concurrent-index-creation"))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.tables().get(0).table()).isEqualTo("app.t"));
        assertThat(findings(
                        path + TABLE + TABLE.replace(":table", ":public").replace(" t ", " public.t "),
                        index.formatted("")))
                .filteredOn(finding -> finding.rule().equals("require-concurrent-index-creation"))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.tables().get(0).table()).isEqualTo("t"));
        assertThat(findings(path.replace("path\n", "path runAlways:true\n") + TABLE, index.formatted("")))
                .filteredOn(finding -> finding.rule().equals("require-concurrent-index-creation"))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.tables().get(0).table()).isEqualTo("t"));
    }

    @Test
    void aTimeoutOfWhatMayNotRunOrIsUndoneIsNotOn() throws Exception {
        String set = "--changeset ann:set%s\n%sSET lock_timeout = '2s';\n%s";
        assertThat(rules(TABLE, set.formatted(" failOnError:false", "", "") + NEW))
                .contains(NO_TIMEOUT);
        assertThat(rules(TABLE, set.formatted("", "", "ROLLBACK;\n") + NEW)).contains(NO_TIMEOUT);
        assertThat(rules(TABLE, set.formatted("", "", "COMMIT;\nROLLBACK;\n") + NEW))
                .doesNotContain(NO_TIMEOUT);
        assertThat(rules(TABLE, set.formatted(" runInTransaction:false", "", "ROLLBACK;\n") + NEW))
                .doesNotContain(NO_TIMEOUT);
        String unknown =
                "--preconditions onFail:%s\n--precondition-sql-check expectedResult:1 SELECT count(*) FROM x\n";
        assertThat(rules(TABLE, set.formatted("", unknown.formatted("MARK_RAN"), "") + NEW))
                .contains(NO_TIMEOUT);
        assertThat(rules(TABLE, set.formatted("", unknown.formatted("HALT"), "") + NEW))
                .doesNotContain(NO_TIMEOUT);
        assertThat(rules(TABLE, set.formatted("", unknown.formatted("HALT onError:CONTINUE"), "") + NEW))
                .contains(NO_TIMEOUT);
    }

    @Test
    void theLastSettingOfATransactionHolds() throws Exception {
        String both = "--changeset ann:set\nSET LOCAL lock_timeout = '2s';\n%s;\nALTER TABLE t ADD c int;\n";
        assertThat(rules(TABLE, both.formatted("SELECT 1"))).doesNotContain(NO_TIMEOUT);
        assertThat(rules(TABLE, both.formatted("RESET lock_timeout"))).contains(NO_TIMEOUT);
        assertThat(rules(TABLE, both.formatted("RESET ALL"))).contains(NO_TIMEOUT);
        assertThat(rules(TABLE, both.formatted("SET lock_timeout = 0"))).contains(NO_TIMEOUT);
        assertThat(rules(TABLE, both.formatted("SET LOCAL lock_timeout TO DEFAULT")))
                .contains(NO_TIMEOUT);
        assertThat(rules(TABLE, both.formatted("SET lock_timeout = '3s'"))).doesNotContain(NO_TIMEOUT);
    }

    @Test
    void aPathThatIsUndoneIsNotThere() throws Exception {
        String index = "--changeset ann:index\nCREATE INDEX ON app.t (id);\n";
        String app = TABLE.replace(" t ", " app.t ");
        for (String undone :
                List.of("\nSET search_path = app;\nROLLBACK;\n", " failOnError:false\nSET search_path = app;\n")) {
            assertThat(findings(app, "--changeset ann:path" + undone + index))
                    .filteredOn(finding -> finding.rule().equals("require-concurrent-index-creation"))
                    .singleElement()
                    .satisfies(finding ->
                            assertThat(finding.tables().get(0).table()).isEqualTo("app.t"));
        }
    }
}
