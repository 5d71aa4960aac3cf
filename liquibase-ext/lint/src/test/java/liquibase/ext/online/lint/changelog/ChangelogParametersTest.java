package liquibase.ext.online.lint.changelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.ext.online.lint.LintRequest;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.finding.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The properties of a changelog: which have a value, and what is said of those that have none. */
class ChangelogParametersTest {
    private static final String BUILT_IN = """
            --liquibase formatted sql
            --changeset ann:1
            TRUNCATE ${database.defaultSchemaName}.book, a${database.defaultSchemaNamePrefix}, ${database.liquibaseSchemaName}.b;
            TRUNCATE ${database.defaultCatalogName}, ${database.databaseProductName}_${database.databaseMajorVersion};
            TRUNCATE ${database.typeName}, ${database.databaseChangeLogTableName};
            """;

    @TempDir
    Path folder;

    private LintRequest changelog(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
        return Linter.changelog(name).searchPath(folder.toString()).postgresVersion("17");
    }

    private static List<String> sent(LintRequest request) throws Exception {
        return request.lint().findings().stream()
                .filter(finding -> finding.rule().equals("ban-truncate"))
                .map(Finding::statement)
                .toList();
    }

    @Test
    void builtInPropertiesHaveTheValuesOfAServer() throws Exception {
        assertThat(sent(changelog("changelog.sql", BUILT_IN)))
                .containsExactly(
                        "TRUNCATE public.book, a.public, public.b",
                        "TRUNCATE postgres, PostgreSQL_17",
                        "TRUNCATE postgresql, databasechangelog");
        assertThat(sent(changelog("changelog.sql", BUILT_IN).defaultSchemaName("SHOP")))
                .as("Liquibase folds a name that is not of mixed case")
                .startsWith("TRUNCATE shop.book, a.shop, shop.b");
    }

    @Test
    void severalAreGivenAtOnce() throws Exception {
        LintRequest request = changelog("changelog.sql", """
                --liquibase formatted sql
                --changeset ann:1
                TRUNCATE ${a}; TRUNCATE ${b}, ${c.d};
                """)
                .parameters("a=x, y,b= z ,c.d=v")
                .parameters(" ")
                .parameters(null);

        assertThat(sent(request)).containsExactly("TRUNCATE x, y", "TRUNCATE  z , v");
        assertThatThrownBy(() -> changelog("changelog.sql", "").parameters("x,a=1"))
                .hasMessage("the parameters \"x,a=1\" name no property: write name=value, and more between commas");
    }

    @Test
    void oneWithoutAValueIsNamed() throws Exception {
        List<Finding> findings = changelog("changelog.yaml", """
                databaseChangeLog:
                - property: {name: empty, value: ""}
                - changeSet:
                    id: 1
                    author: ann
                    changes:
                    - sql: {sql: "ALTER TABLE ${plain} ADD a int"}
                    - addColumn: {tableName: "${quoted}", columns: [{column: {name: a, type: int}}]}
                    - addColumn: {schemaName: "${schema}", tableName: t, columns: [{column: {name: a, type: int}}]}
                    - sql: {sql: "DO $$ BEGIN DELETE FROM ${inside}; END $$", splitStatements: false}
                    - sql: {sql: "DO $$ BEGIN EXECUTE 'ALTER TABLE ${run} ADD a int'; END $$", splitStatements: false}
                    - sql: {sql: "DO $$ BEGIN EXECUTE format('ALTER TABLE %I ADD ${col} int', 't'); END $$", splitStatements: false}
                    - sql: {sql: "DO $$ BEGIN INSERT INTO mail VALUES ('Dear ${name},'); END $$", splitStatements: false}
                    - sql: {sql: "INSERT INTO mail (text) VALUES ('Dear ${name},')"}
                    - sql: {sql: "ALTER TABLE t OWNER TO ${empty}"}
                """).lint().findings();

        assertThat(findings)
                .filteredOn(finding -> finding.message().contains("has no value"))
                .extracting(Finding::message)
                .containsExactly(
                        "the property plain has no value, so that ${plain} is sent as it stands here",
                        "the property quoted has no value, so that ${quoted} is sent as it stands here",
                        "the property schema has no value, so that ${schema} is sent as it stands here",
                        "the property inside has no value, so that ${inside} is sent as it stands here",
                        "the property run has no value, so that ${run} is sent as it stands here",
                        "the property col has no value, so that ${col} is sent as it stands here");
        assertThat(findings)
                .extracting(Finding::message)
                .filteredOn(message -> message.contains("as far as it can be read"))
                .singleElement()
                .asString()
                .endsWith(", as the property empty is empty");
        assertThat(findings)
                .filteredOn(finding -> finding.message().contains("plain"))
                .first()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("not-analysed");
                    assertThat(finding.fix()).contains("-Dplain", "expressionVariables");
                });
    }

    /** What it is depends on the value, which the update may well have. */
    @Test
    void aPreconditionOnOneWithoutAValueSkipsNothing() throws Exception {
        assertThat(changelog("changelog.yaml", """
                databaseChangeLog:
                - changeSet:
                    id: 1
                    author: ann
                    preConditions: [{onFail: MARK_RAN}, {tableExists: {schemaName: "${schema}", tableName: t}}]
                    changes: [{sql: {sql: TRUNCATE t}}]
                """).lint().changeSets())
                .allSatisfy(verdict -> assertThat(verdict.skipped()).isNull());
    }
}
