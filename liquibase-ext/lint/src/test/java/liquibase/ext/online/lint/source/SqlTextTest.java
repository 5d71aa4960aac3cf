package liquibase.ext.online.lint.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import liquibase.change.core.RawSQLChange;
import liquibase.database.core.PostgresDatabase;
import org.junit.jupiter.api.Test;

class SqlTextTest {
    private static List<String> located(String raw, String... statements) {
        SourceFile source = SourceFiles.read("x.sql", raw);
        return source.sql().orElseThrow().locate(Arrays.asList(statements)).stream()
                .map(place -> place.map(found -> Places.text(source, found)).orElse("-"))
                .toList();
    }

    @Test
    void spaceAndCommentsCountForNothing() {
        assertThat(located(
                        "-- one\r\n alter  table a -- it's\r\n  add b text;\r\n/* two; */ drop table\tc",
                        "alter table a\nadd b text",
                        "/* two; */ drop table c"))
                .containsExactly("alter  table a -- it's\r\n  add b text", "drop table\tc");
    }

    @Test
    void equalStatementsAreTakenInOrder() {
        SourceFile source = SourceFiles.read("x.sql", "select 1;\nselect 1;\nselect 10;\nselect 1;");
        assertThat(source.sql().orElseThrow().locate(List.of("select 1", "select 1", "select 1")))
                .extracting(place -> place.orElseThrow().line())
                .containsExactly(1, 2, 4);
    }

    @Test
    void propertiesStandForAnything() {
        assertThat(located(
                        "drop table ${schema}.${p}_a;\nalter table x add y ${type};\n${all};\nselect '${a}''${b}' -- z\n;",
                        "drop table s.pre_a",
                        "alter table x add y numeric(10, 2)",
                        "create table q(a int)",
                        "select 'it''s'"))
                .containsExactly(
                        "drop table ${schema}.${p}_a", "alter table x add y ${type}", "${all}", "select '${a}''${b}'");
    }

    @Test
    void quotesAndDollarQuotesHideSemicolonsAndComments() {
        String function =
                "create function f() returns text as $x$ begin -- ;\n return 'a--b;'; end $x$ language plpgsql";
        assertThat(located(
                        function + ";\nselect '--', E'\\'--;';",
                        function.replace("-- ;", ""),
                        "select '--', E'\\'--;'"))
                .containsExactly(function, "select '--', E'\\'--;'");
    }

    @Test
    void theDelimiterCanBeAnything() {
        assertThat(located(
                        "create table a (b int)\nGO\n\ndrop table b\n/\ndrop table c",
                        "create table a (b int)",
                        "drop table b",
                        "drop table c"))
                .containsExactly("create table a (b int)", "drop table b", "drop table c");
    }

    @Test
    void whatWasModifiedIsWhatIsLeft() {
        assertThat(located("a b;\nc d;\ne f; /* x */ g h;", "a b", "c d with more", "E F", "g h"))
                .containsExactly("a b", "c d", "e f", "g h");
        assertThat(located("a b;\nc d;\ne f;", "a b", "x", "y", "z", "e f"))
                .containsExactly("a b", "-", "-", "-", "e f");
    }

    @Test
    void aSplitStatementOfLiquibaseIsFound() {
        StringBuilder raw = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            raw.append("-- no ")
                    .append(i)
                    .append("\ninsert into t values (")
                    .append(i)
                    .append(", 'a;b');\n");
        }
        RawSQLChange change = new RawSQLChange(raw.toString());
        change.setStripComments(true);
        String[] statements = Arrays.stream(change.generateStatements(new PostgresDatabase()))
                .map(statement -> statement.toString())
                .toArray(String[]::new);
        List<String> found = located(raw.toString(), statements);
        assertThat(found).hasSize(2_000).isEqualTo(Arrays.asList(statements));
    }

    @Test
    void timeGrowsWithTheTextAlsoWhenNothingIsFound() {
        StringBuilder raw = new StringBuilder();
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            raw.append("insert into t values (").append(i).append(", '${x}');\n");
            statements.add("insert into t values (" + i + ", 'x') on conflict do nothing");
        }
        statements.add("one more");
        StatementLocator locator = new StatementLocator(raw.toString());
        assertThat(locator.locate(statements)).containsOnlyNulls();
        assertThat(locator.looked()).isLessThan(200L * raw.length());
    }

    @Test
    void everyCharacterHasItsPlace() {
        SourceFile source = SourceFiles.read("x.sql", "a\r\nb\rc\nd");
        SqlText sql = source.sql().orElseThrow();
        List<String> places = new ArrayList<>();
        for (int i = 0; i < sql.text().length(); i++) {
            places.add(sql.place(i, i + 1).line() + ":" + sql.place(i, i + 1).column());
        }
        assertThat(places).containsExactly("1:1", "1:2", "1:3", "2:1", "2:2", "3:1", "3:2", "4:1");
        assertThat(sql.locate(List.of("c d"))).containsExactly(Optional.of(sql.place(5, 8)));
    }
}
