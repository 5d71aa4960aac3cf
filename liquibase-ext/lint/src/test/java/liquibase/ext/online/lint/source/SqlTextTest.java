package liquibase.ext.online.lint.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import liquibase.change.core.RawSQLChange;
import liquibase.database.core.PostgresDatabase;
import org.junit.jupiter.api.Test;

class SqlTextTest {
    private static List<String> located(String raw, String... statements) {
        return located(property -> property, raw, statements);
    }

    private static List<String> located(UnaryOperator<String> values, String raw, String... statements) {
        SourceFile source = SourceFiles.read("x.sql", raw);
        return source.sql().orElseThrow().locate(Arrays.asList(statements), values).stream()
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
    void aPropertyWithAValueStandsForThatAlone() {
        Map<String, String> values = new HashMap<>();
        UnaryOperator<String> known = property -> values.getOrDefault(property, property);
        values.put("${empty}", "");
        values.put("${none}", "  ");
        values.put("${grants}", "grant select on a to b;\n grant select on c to d");
        values.put("${long}", "a_name_that_is_much_longer_than_that_of_its_property");
        values.put("${x}", "abcd");
        String raw =
                "${empty}\ndrop table a;\n${empty};\n ${none} drop table ${long};\n${grants};\n/* ${empty} */ drop ${empty}"
                        + " table b${empty};drop table ${unknown};\n${x};drop table '${x}${empty}${long}' ${empty};\ndrop table c";
        assertThat(located(
                        known,
                        raw,
                        "drop table a",
                        "drop table a_name_that_is_much_longer_than_that_of_its_property",
                        "grant select on a to b",
                        "grant select on c to d",
                        "drop  table b",
                        "drop table q.r",
                        "abcd",
                        "drop table 'abcda_name_that_is_much_longer_than_that_of_its_property' ",
                        "drop table c"))
                .containsExactly(
                        "drop table a",
                        "drop table ${long}",
                        "${grants}",
                        "${grants}",
                        "drop ${empty} table b",
                        "drop table ${unknown}",
                        "${x}",
                        "drop table '${x}${empty}${long}'",
                        "drop table c");
    }

    /** A property that is given a value only behind the text is sent as it stands there. */
    @Test
    void aPropertyWithoutItsValueIsFoundAsItIsWritten() {
        assertThat(located(property -> "value", "drop table b;\ndrop table ${a}", "drop table b", "drop table ${a}"))
                .containsExactly("drop table b", "drop table ${a}");
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
