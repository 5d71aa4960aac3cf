package liquibase.ext.online.lint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.ext.online.lint.LintRequest;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of databases that are none, wherever they stand. */
class UnknownDbmsTest {
    @TempDir
    Path folder;

    private LintRequest request(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
        return Linter.changelog(name).searchPath(folder.toString());
    }

    private static List<Finding> findings(LintResult result) {
        return result.findings().stream()
                .filter(finding -> finding.rule().equals("unknown-dbms"))
                .toList();
    }

    @Test
    void areFoundInEveryPartOfAChangelog() throws Exception {
        Files.writeString(folder.resolve("inner.yaml"), """
                databaseChangeLog:
                - property: {name: inner, value: "1", dbms: postgres, global: false}
                - preConditions:
                  - dbms: {type: mysqll}
                """);
        LintResult result = request("changelog.yaml", """
                        databaseChangeLog:
                        - preConditions:
                          - or:
                            - dbms: {type: postgresql}
                            - not:
                              - dbms: {type: postgesql}
                        - include: {file: inner.yaml}
                        - changeSet:
                            id: 1
                            author: ann
                            dbms: "h2, postgre"
                            changes: [{sql: {sql: SELECT 1, dbms: not looked at}}]
                        - changeSet:
                            id: 2
                            author: ann
                            preConditions:
                            - not:
                              - dbms: {type: PGSQL}
                            changes:
                            - insert: {tableName: c, dbms: Postgres, columns: [{column: {name: x, value: y}}]}
                            rollback:
                            - sql: {sql: SELECT 1, dbms: psql}
                            modifySql:
                            - dbms: pg
                            - append: {value: x}
                        - changeSet:
                            id: 3
                            author: ann
                            dbms: all
                            changes: [{sql: {sql: SELECT 1, dbms: "!h2,ALL"}}]
                        """).lint();

        assertThat(findings(result))
                .extracting(finding ->
                        finding.place().line() + " " + finding.message().replaceAll(", and.*", ""))
                .containsExactly(
                        "2 this property inner is for postgres",
                        "4 this dbms precondition is for postgesql",
                        "4 this dbms precondition is for mysqll",
                        "8 this changeSet is for h2, postgre",
                        "13 this dbms precondition is for pgsql",
                        "13 this modifySql is for pg",
                        "20 this insert is for Postgres",
                        "22 this sql is for psql");
        assertThat(findings(result)).first().satisfies(finding -> {
            assertThat(finding.place().file()).endsWith("inner.yaml");
            assertThat(finding.changeSet()).isNull();
        });
        assertThat(result.changeSets())
                .extracting(ChangeSetVerdict::effect)
                .containsExactly(Effect.WRONG_DATA, Effect.WRONG_DATA, null);
    }

    @Test
    void listsThatAreNoneAreNotMendedWordByWord() throws Exception {
        List<Finding> found = findings(request("changelog.sql", """
                        --liquibase formatted sql
                        --changeset a:1 dbms:"!h2,!oracle"
                        SELECT 1;
                        --changeset a:2 dbms:postgresql;h2
                        SELECT 1;
                        --changeset a:3 dbms:postgresql,postgress
                        SELECT 1;
                        """).lint());
        assertThat(found)
                .extracting(Finding::fix)
                .noneMatch(fix -> fix.equals("Write: h2"))
                .anyMatch(fix -> fix.startsWith("Write plain names with commas between them"))
                .contains("Write: postgresql");
    }

    @Test
    void areAcceptedByTheirAuthorsAndInHistory() throws Exception {
        String text = """
                --liquibase formatted sql
                --changeset ann:1 dbms:greenplum
                --comment: liquibase-online:ignore unknown-dbms our own extension brings it
                SELECT 1;
                """;
        assertThat(findings(request("changelog.sql", text).lint()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.suppressed()).isNotNull();
                    assertThat(finding.assumed()).contains("greenplum");
                });
        Path baseline = folder.resolve("baseline");
        String edited = text.replaceAll("--comment.*\n", "");
        assertThat(findings(request("changelog.sql", edited).lint())).hasSize(1);
        request("changelog.sql", text).writeBaseline(baseline);
        assertThat(findings(request("changelog.sql", edited.replace("ann:1", "ann:1 context:x"))
                        .baseline(baseline)
                        .lint()))
                .isEmpty();
    }

    /** Liquibase takes it for the name of a database that is never connected to. */
    @Test
    void aPropertyWithoutAValueIsNoDatabase() throws Exception {
        LintResult result = request("changelog.yaml", """
                        databaseChangeLog:
                        - changeSet: {id: 1, author: ann, dbms: "${mine}", changes: [{sql: SELECT 1}]}
                        - changeSet: {id: 2, author: ann, dbms: "postgresql, ${mine}", changes: [{sql: SELECT 1}]}
                        - property: {name: ours, value: postgresql}
                        - changeSet: {id: 3, author: ann, dbms: "${ours}", changes: [{sql: SELECT 1}]}
                        """).lint();
        assertThat(findings(result)).singleElement().satisfies(finding -> {
            assertThat(finding.message())
                    .contains("the property mine has no value")
                    .contains("not apply on PostgreSQL");
            assertThat(finding.fix()).contains("-Dmine");
            assertThat(finding.changeSet()).hasToString("changelog.yaml::1::ann");
        });
    }
}
