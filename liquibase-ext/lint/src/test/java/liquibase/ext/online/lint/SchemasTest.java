package liquibase.ext.online.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.ext.online.lint.catalog.Catalog;
import liquibase.ext.online.lint.changelog.SessionNames;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.finding.TableEffect;
import liquibase.ext.online.lint.parse.Grammar;
import liquibase.ext.online.lint.run.Snapshots;
import liquibase.ext.online.sql.PgVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables in other schemas than public, and in none that the changelog makes. */
class SchemasTest {
    @TempDir
    Path folder;

    private LintRequest yaml(String... changeSets) throws Exception {
        StringBuilder text = new StringBuilder("databaseChangeLog:\n");
        for (int i = 0; i < changeSets.length; i++) {
            text.append("- changeSet: {id: ")
                    .append(i + 1)
                    .append(", author: ann, ")
                    .append(changeSets[i])
                    .append("}\n");
        }
        Files.writeString(folder.resolve("changelog.yaml"), text.toString());
        return Linter.changelog("changelog.yaml").searchPath(folder.toString()).postgresVersion("17");
    }

    private static String when(String precondition) {
        return "preConditions: [{onFail: MARK_RAN}, {" + precondition + "}], ";
    }

    private static String sql(String sql) {
        return "changes: [{sql: {sql: '" + sql + "'}}]";
    }

    private static List<String> ran(LintRequest request) throws Exception {
        return request.lint().changeSets().stream()
                .filter(verdict -> verdict.skipped() == null)
                .map(verdict -> verdict.changeSet().id())
                .toList();
    }

    private static List<String> blocking(LintRequest request) throws Exception {
        return request.lint().changeSets().stream()
                .filter(verdict -> verdict.effect() == Effect.BLOCKING)
                .map(verdict -> verdict.changeSet().id())
                .toList();
    }

    private static List<String> tables(ChangeSetVerdict verdict) {
        return verdict.tables().stream().map(TableEffect::table).toList();
    }

    @Test
    void aTableThatALaterStatementNeedsAndTheChangelogNeverMakesIsThereFromTheStart() throws Exception {
        String column = when("columnExists: {tableName: person, columnName: state}");
        LintRequest request = yaml(
                column + "changes: [{modifyDataType: {tableName: person, columnName: state, newDataType: varchar(9)}}]",
                when("tableExists: {tableName: person}") + sql("CREATE INDEX p1 ON person (state)"),
                when("tableExists: {tableName: nobody}") + sql("CREATE INDEX p2 ON nobody (state)"),
                sql("CREATE INDEX p3 ON person (state)"),
                sql("DROP TABLE IF EXISTS person"));

        assertThat(ran(request)).containsExactly("1", "2", "4", "5");
        assertThat(blocking(request)).containsExactly("1", "2", "4");
    }

    @Test
    void soAreOtherRelations() throws Exception {
        assertThat(ran(yaml(when("indexExists: {indexName: i}") + sql("DROP INDEX i"), sql("DROP INDEX i"))))
                .containsExactly("1", "2");
        assertThat(ran(yaml(when("viewExists: {viewName: v}") + sql("DROP VIEW v"), sql("DROP VIEW v"))))
                .containsExactly("1", "2");
        assertThat(ran(yaml(
                        when("sequenceExists: {sequenceName: s}") + sql("DROP SEQUENCE s"), sql("DROP SEQUENCE s"))))
                .containsExactly("1", "2");
    }

    @Test
    void anyIndexOrKeyThatWasNotSeenMayBeOfSuchATable() throws Exception {
        assertThat(ran(yaml(
                        when("indexExists: {indexName: i}") + sql("DROP INDEX i"),
                        when("indexExists: {tableName: person, indexName: i}") + sql("DROP INDEX i"),
                        when("foreignKeyConstraintExists: {foreignKeyName: f}") + sql("SELECT 1"),
                        when("primaryKeyExists: {primaryKeyName: p}") + sql("SELECT 1"),
                        when("viewExists: {viewName: v}") + sql("DROP VIEW v"),
                        sql("ALTER TABLE person ADD COLUMN a int"))))
                .as("any index or key may be of the table, but no view")
                .containsExactly("1", "2", "3", "4", "6");
    }

    @Test
    void whatNeedNotBeThereProvesNothing() throws Exception {
        String guarded = when("tableExists: {tableName: old}") + sql("DROP TABLE old");

        assertThat(ran(yaml(guarded, sql("DROP TABLE IF EXISTS old")))).containsExactly("2");
        assertThat(ran(yaml(guarded, "failOnError: false, " + sql("TRUNCATE old"))))
                .containsExactly("2");
        assertThat(ran(yaml(
                        guarded,
                        when("sqlCheck: {expectedResult: 1, sql: SELECT current_user = USER}") + sql("TRUNCATE old"))))
                .containsExactly("2");
        assertThat(ran(yaml(guarded, sql("DO $$ BEGIN DELETE FROM old; EXCEPTION WHEN OTHERS THEN NULL; END $$"))))
                .containsExactly("2");
        assertThat(ran(yaml(guarded, sql("CREATE TABLE old (a int)"), sql("TRUNCATE old"))))
                .containsExactly("2", "3");
        assertThat(ran(yaml(guarded, sql("TRUNCATE old")))).containsExactly("1", "2");
        assertThat(ran(yaml(
                        when("indexExists: {indexName: i}") + sql("DROP INDEX i"),
                        sql("DELETE FROM public.databasechangelog"))))
                .as("Liquibase makes it")
                .containsExactly("2");
    }

    @Test
    void theDefaultSchemaIsWhereNamesWithoutOneAre() throws Exception {
        LintRequest request = yaml(
                        "changes: [{createTable: {schemaName: shop, tableName: book, columns: [{column: {name: a, type: int}}]}}]",
                        when("tableExists: {tableName: book}") + sql("CREATE INDEX b1 ON book (a)"),
                        when("tableExists: {schemaName: \"${database.defaultSchemaName}\", tableName: book}")
                                + "changes: [{createIndex: {tableName: book, indexName: b2, columns: [{column: {name: a}}]}}]",
                        when("not: [{tableExists: {tableName: book}}]") + sql("CREATE TABLE book (a int)"),
                        sql("TRUNCATE shop.book, public.book"))
                .defaultSchemaName("shop");

        assertThat(ran(request)).containsExactly("1", "2", "3", "5");
        assertThat(blocking(request)).containsExactly("2", "3");
        assertThat(request.lint().changeSets())
                .last()
                .extracting(SchemasTest::tables)
                .isEqualTo(List.of("book", "public.book"));
    }

    @Test
    void aSmallTableIsNamedWithTheDefaultSchemaOrWithoutIt() throws Exception {
        String index = sql("CREATE INDEX b1 ON book (a)");
        for (String name : List.of("book", "shop.book")) {
            assertThat(yaml(index)
                            .defaultSchemaName("shop")
                            .smallTables(name)
                            .lint()
                            .violations(Severity.WARNING))
                    .isEmpty();
        }
        assertThat(yaml(index)
                        .defaultSchemaName("shop")
                        .smallTables("public.book")
                        .lint()
                        .violations(Severity.ERROR))
                .hasSize(1);
    }

    /** It may be shop, and then the table of that schema is meant. */
    @Test
    void withoutAKnownDefaultSchemaNoTableOfThatNameInAnotherIsTakenForMissing() throws Exception {
        LintRequest request = yaml(
                "changes: [{createTable: {schemaName: shop, tableName: book, columns: [{column: {name: a, type: int}}]}}]",
                when("tableExists: {tableName: book}") + sql("CREATE INDEX b1 ON book (a)"),
                sql("CREATE TABLE pen (a int)"),
                when("tableExists: {schemaName: shop, tableName: pen}") + sql("CREATE INDEX p1 ON shop.pen (a)"));

        assertThat(ran(request)).containsExactly("1", "2", "3", "4");
        assertThat(blocking(request)).containsExactly("2", "4");
        assertThat(ran(request.defaultSchemaName("public"))).containsExactly("1", "3");
    }

    @Test
    void eachChangeSetBeginsInTheDefaultSchema() throws Exception {
        LintRequest request = yaml(
                sql("CREATE SCHEMA other; SET search_path TO other; CREATE TABLE a (x int)"),
                sql("CREATE TABLE b (x int)"),
                sql("TRUNCATE a, b"),
                "changes: [{sql: {sql: SET search_path TO other}}, {dropTable: {tableName: b}}]");

        List<ChangeSetVerdict> verdicts = request.lint().changeSets();
        assertThat(tables(verdicts.get(2))).as("both are found on the path").containsExactlyInAnyOrder("a", "b");
        assertThat(tables(verdicts.get(3)))
                .as("a change means the default schema")
                .containsExactly("public.b");
    }

    @Test
    void aSnapshotKnowsTheNamesOfItsSession() throws Exception {
        Catalog catalog =
                new Catalog(new PgVersion(17), () -> false, new SessionNames("store", List.of("shop", "public"), null));
        Grammar.reader().read("CREATE TABLE book (a int)").forEach(catalog::apply);
        Path file = folder.resolve("snapshot.json");
        Snapshots.write(catalog.snapshot(), file);
        LintRequest request = yaml(
                when("tableExists: {tableName: book}")
                        + sql("CREATE INDEX b1 ON ${database.defaultSchemaName}.book (a)"),
                when("tableExists: {tableName: \"${database.defaultCatalogName}\"}") + sql("TRUNCATE store"));

        assertThat(ran(request.snapshot(Snapshots.read(file)))).containsExactly("1");
        assertThat(tables(request.lint().changeSets().get(0))).containsExactly("book");

        // As it was written before it had these names.
        Files.writeString(
                file, Files.readString(file).replaceAll("\"(database|searchPath)\": (\"[^\"]*\"|\\[[^]]*]),", ""));
        assertThat(Snapshots.read(file).session()).isEqualTo(SessionNames.UNKNOWN);
    }
}
