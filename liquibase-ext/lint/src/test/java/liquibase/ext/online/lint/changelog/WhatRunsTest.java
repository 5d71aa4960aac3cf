package liquibase.ext.online.lint.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.ext.online.lint.Lint;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which changes of a changeSet run, and what they send. */
class WhatRunsTest {
    @TempDir
    Path folder;

    private List<String> sent(String name, String text) throws Exception {
        return changes(name, text).stream()
                .flatMap(change -> change.statements().stream())
                .map(StatementUnit::sql)
                .toList();
    }

    private List<ChangeUnit> changes(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
        return ChangelogReader.read(Lint.options(folder.resolve(name)).changelog()).changeSets().stream()
                .flatMap(changeSet -> changeSet.changes().stream())
                .toList();
    }

    private LintResult lint(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
        return Linter.changelog(name).searchPath(folder.toString()).lint();
    }

    @Test
    void changesForOtherDatabasesAndSystemsDoNot() throws Exception {
        assertThat(sent("changelog.yaml", """
                        databaseChangeLog:
                        - changeSet:
                            id: 1
                            author: ann
                            changes:
                            - sql: {sql: CREATE TABLE a (), dbms: "h2, mysql"}
                            - sql: {sql: CREATE TABLE b (), dbms: "!postgresql"}
                            - insert: {tableName: c, dbms: oracle, columns: [{column: {name: x, value: y}}]}
                            - sqlFile: {path: not-there.sql, dbms: mssql}
                            - createProcedure: {procedureText: nonsense, dbms: oracle}
                            - executeCommand: {executable: rm, os: Windows 95}
                            - sql: {sql: CREATE TABLE d (), dbms: "!h2"}
                            - sql: {sql: CREATE TABLE e (), dbms: "h2,postgresql"}
                            - sql: {sql: CREATE TABLE f ()}
                            rollback:
                            - sql: {sql: DROP TABLE f, dbms: h2}
                        """))
                .containsExactly("CREATE TABLE d ()", "CREATE TABLE e ()", "CREATE TABLE f ()");
        assertThat(changes("changelog.sql", """
                        --liquibase formatted sql
                        --changeset ann:1
                        SELECT 1;
                        """)).hasSize(1);
    }

    @Test
    void metaCommandsOfPsqlAreNoSql() throws Exception {
        assertThat(sent("changelog.sql", """
                        --liquibase formatted sql
                        --changeset ann:1 runWith:psql
                        \\set ON_ERROR_STOP on
                        \\set app 'my app' \n\
                        \\set table shop.book
                        \\echo it's done; really
                        CREATE INDEX ON :table (title);
                        SELECT :'app', :"app", ARRAY[1, 2][1:2], x::int, :unset \\gset
                        \\if true
                        CREATE FUNCTION f() RETURNS int LANGUAGE SQL BEGIN ATOMIC SELECT 1; SELECT 2; END;
                        \\endif
                        \\copy book from 'book.csv' csv
                        \\ir other.sql
                        VACUUM book
                        """))
                .containsExactly(
                        "CREATE INDEX ON shop.book (title)",
                        "SELECT 'my app', \"my app\", ARRAY[1, 2][1:2], x::int, :unset",
                        "CREATE FUNCTION f() RETURNS int LANGUAGE SQL BEGIN ATOMIC SELECT 1; SELECT 2; END",
                        "copy book from 'book.csv' csv",
                        "\\ir other.sql",
                        "VACUUM book");
    }

    @Test
    void whatPsqlRunsIsInNoTransactionAndStandsWhereItIsWritten() throws Exception {
        LintResult result = lint("changelog.sql", """
                --liquibase formatted sql
                --changeset ann:1 runWith:psql
                \\timing on
                CREATE INDEX CONCURRENTLY by_title ON book (title);
                \\echo half way
                CREATE INDEX by_year ON book (year);
                \\i more.sql
                """);

        assertThat(result.findings())
                .extracting(Finding::rule)
                .contains("require-concurrent-index-creation", "not-analysed")
                .doesNotContain("ban-concurrent-index-creation-in-transaction", "concurrent-index-in-pipeline");
        assertThat(result.findings())
                .filteredOn(finding -> finding.rule().equals("require-concurrent-index-creation"))
                .extracting(finding -> finding.place().line())
                .containsExactly(6);
    }

    @Test
    void loadedDataIsInsertedOrUpserted() throws Exception {
        Files.writeString(folder.resolve("book.csv"), "# books\nid,title,skipped,by\n1,Moby Dick,x,Melville\n");
        Files.writeString(folder.resolve("none.csv"), "id,title\n");
        String changelog = """
                databaseChangeLog:
                - changeSet:
                    id: table
                    author: ann
                    changes:
                    - sql: CREATE TABLE book (id int PRIMARY KEY, title text, skipped text, by text)
                - changeSet:
                    id: rows
                    author: ann
                    changes:
                    - loadData:
                        tableName: book
                        schemaName: shop
                        file: book.csv
                        commentLineStartsWith: "#"
                        columns:
                        - column: {header: by, name: author, type: STRING}
                        - column: {name: skipped, type: SKIP}
                    - loadData: {tableName: book, file: none.csv}
                    - loadUpdateData: {tableName: book, primaryKey: id, file: book.csv, commentLineStartsWith: "#"}
                """;
        List<String> sent = sent("changelog.yaml", changelog);
        assertThat(sent).hasSize(3);
        assertThat(sent.get(1)).isEqualTo("INSERT INTO shop.book (id, title, author) VALUES ($1, $2, $4)");
        assertThat(sent).last().asString().contains("UPDATE book SET", "WHERE id = $1", "INSERT INTO book");
        assertThat(lint("changelog.yaml", changelog).notAnalysed()).isEmpty();
        assertThat(lint("changelog.yaml", changelog).findings())
                .extracting(Finding::rule)
                .doesNotContain("unbatched-update", "update-of-many-rows", "blocking-statement");
    }
}
