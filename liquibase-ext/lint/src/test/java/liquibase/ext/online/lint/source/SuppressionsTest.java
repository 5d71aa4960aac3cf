package liquibase.ext.online.lint.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionsTest {
    private static final Place PLACE = Place.startOf("x");
    private static final String IGNORE = "liquibase-online:ignore ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one, two-b until 2027-01-31 it is  small",
                "one,two-b until 2027-01-31: it is\n\tsmall ",
                " one , two-b: until 2027-01-31 - it is small"
            })
    void theSyntaxIsForgiving(String text) {
        assertThat(Suppressions.parse(text, PLACE).suppression())
                .isEqualTo(new Suppression(List.of("one", "two-b"), "it is small", LocalDate.of(2027, 1, 31), PLACE));
    }

    @Test
    void aMissingReasonIsEmpty() {
        assertThat(Suppressions.parse("one until 2027-01-31", PLACE).suppression())
                .isEqualTo(new Suppression(List.of("one"), "", LocalDate.of(2027, 1, 31), PLACE));
        assertThat(Suppressions.parse("one: untilted", PLACE).suppression())
                .isEqualTo(new Suppression(List.of("one"), "untilted", null, PLACE));
    }

    @ParameterizedTest
    @CsvSource({
        "'', names no rule",
        "' : x y', x",
        "one until 2027-02-30 x, no date",
        "one until soon, no date",
        "(x), no rule"
    })
    void whatCannotBeReadIsAProblem(String text, String problem) {
        Suppressions.Parsed parsed = Suppressions.parse(text, PLACE);
        if (parsed.problem() == null) {
            assertThat(parsed.suppression()).extracting(Suppression::rules).isEqualTo(List.of(problem));
        } else {
            assertThat(parsed.problem().message()).contains(problem);
        }
    }

    @Test
    void inXml() {
        SourceFile source = SourceFiles.read("c.xml", """
                <databaseChangeLog xmlns:o="x">
                  <!-- liquibase-online:ignore-file f whole file -->
                  <!-- liquibase-online:ignore c set
                       liquibase-online:ignore d over
                       two lines -->
                  <changeSet id="1" author="a" o:lintIgnore="b: &lt;attribute">
                    <comment>so: liquibase-online:ignore e comment</comment>
                    <!-- liquibase-online:ignore g change --><!-- liquibase-online:ignore h until never x -->
                    <dropTable tableName="t"><!-- liquibase-online:ignore i within --></dropTable>
                    <sql>select 1; -- liquibase-online:ignore j behind
                      /* liquibase-online:ignore k before */ select 2;
                      select 3</sql>
                    <!-- liquibase-online:ignore l nothing -->
                  </changeSet>
                  <!-- liquibase-online:ignored z -->
                  <changeSet id="2" author="a"/>
                </databaseChangeLog>
                """);
        ChangeSetSource first = source.changeSets().get(0);
        assertThat(said(source.fileSuppressions())).containsExactly("f: whole file");
        assertThat(said(first.suppressions()))
                .containsExactly("b: <attribute", "c: set", "d: over two lines", "e: comment");
        assertThat(said(first.changes().get(0).suppressions())).containsExactly("g: change", "i: within");
        SqlText sql = SourceFiles.sql(source, 1);
        assertThat(sql.locate(List.of("select 1", "select 2", "select 3")))
                .extracting(place -> said(sql.suppressions(place.orElseThrow())))
                .containsExactly(List.of("j: behind"), List.of("k: before"), List.of());
        assertThat(source.suppressionProblems())
                .extracting(problem ->
                        problem.place().line() + " " + problem.message().substring(0, 20))
                .containsExactly("8 Behind until stands ", "13 The suppression stan", "15 No such word: liquib");
        assertThat(Places.text(source, first.suppressions().get(1).place())).isEqualTo(IGNORE + "c set");
    }

    @Test
    void inYaml() {
        SourceFile source = SourceFiles.read("c.yaml", """
                # liquibase-online:ignore-file f whole file
                databaseChangeLog:
                  # liquibase-online:ignore a set
                  - changeSet:
                      # liquibase-online:ignore b inside
                      id: 1
                      author: me # liquibase-online:ignore c same line
                      lintIgnore: "d: key"
                      comment: "liquibase-online:ignore e comment"
                      # liquibase-online:ignore g first
                      changes:
                        - dropTable: # liquibase-online:ignore h same line
                            # liquibase-online:ignore i within
                            tableName: "# liquibase-online:ignore no no"
                        # liquibase-online:ignore j second
                        - sql: |
                            # liquibase-online:ignore no no
                            -- liquibase-online:ignore k statement
                            select 1;
                        # liquibase-online:ignore l third
                        - dropTable: {tableName: b}
                  # liquibase-online:ignore m nothing
                  - include: {file: x}
                """);
        assertThat(source.problem()).isEmpty();
        ChangeSetSource set = source.changeSets().get(0);
        assertThat(said(source.fileSuppressions())).containsExactly("f: whole file");
        assertThat(said(set.suppressions()))
                .containsExactlyInAnyOrder("a: set", "b: inside", "c: same line", "d: key", "e: comment");
        assertThat(set.changes())
                .extracting(change -> said(change.suppressions()))
                .containsExactly(
                        List.of("g: first", "h: same line", "i: within"), List.of("j: second"), List.of("l: third"));
        SqlText sql = SourceFiles.sql(source, 1);
        assertThat(said(sql.suppressions())).containsExactly("k: statement");
        assertThat(source.suppressionProblems())
                .extracting(problem -> problem.place().line())
                .containsExactly(22);
    }

    @Test
    void inSql() {
        SourceFile source = SourceFiles.read("c.sql", """
                --liquibase formatted sql
                -- liquibase-online:ignore a set
                --changeset me:1
                --comment liquibase-online:ignore b comment
                -- liquibase-online:ignore c statement
                select 1;
                do $$ begin
                  perform 1; -- liquibase-online:ignore d in body
                end $$;
                -- liquibase-online:ignore e next set
                --changeset me:2
                select ' -- liquibase-online:ignore no no';
                -- liquibase-online:ignore f nothing
                """);
        ChangeSetSource first = source.changeSets().get(0);
        assertThat(said(first.suppressions())).containsExactly("a: set", "b: comment");
        SqlText sql = SourceFiles.sql(source, 0);
        List<String> statements = List.of("select 1", "do $$ begin perform 1; end $$");
        assertThat(sql.locate(statements))
                .extracting(place -> said(sql.suppressions(place.orElseThrow())))
                .containsExactly(List.of("c: statement"), List.of("d: in body"));
        assertThat(said(source.changeSets().get(1).suppressions())).containsExactly("e: next set");
        assertThat(source.suppressionProblems())
                .extracting(problem -> problem.place().line())
                .containsExactly(13);
    }

    private static List<String> said(List<Suppression> suppressions) {
        return suppressions.stream()
                .map(suppression -> String.join(",", suppression.rules()) + ": " + suppression.reason())
                .toList();
    }
}
