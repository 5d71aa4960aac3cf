package liquibase.ext.online.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Update.Assignment;
import org.junit.jupiter.api.Test;

class BackfillTest {
    private static final QualifiedName TABLE = new QualifiedName("Shop", "order");
    private static final Pacing PACING = Pacing.DEFAULTS;

    @Test
    void withOneColumnTheValueIsWrittenAsItIs() {
        Backfill backfill = new Backfill(TABLE, List.of(new Assignment("User", "1")), null, PACING);
        assertThat(backfill.statement(TABLE, "true"))
                .isEqualTo("UPDATE ONLY \"Shop\".\"order\" SET \"User\" = 1 WHERE true AND (\"User\" IS NULL)");
    }

    @Test
    void withSeveralColumnsEachKeepsTheValueThatItHas() {
        Backfill backfill =
                new Backfill(TABLE, List.of(new Assignment("a", "1"), new Assignment("b", "2")), null, PACING);
        assertThat(backfill.set()).isEqualTo("a = coalesce(a, 1), b = coalesce(b, 2)");
        assertThat(backfill.predicate()).isEqualTo("(a IS NULL OR b IS NULL)");
    }

    @Test
    void theConditionOfTheAuthorStaysTogether() {
        Backfill backfill = new Backfill(TABLE, List.of(new Assignment("a", "1")), "a = 0 OR a IS NULL", PACING);
        assertThat(backfill.statement(TABLE, "id < 9")).endsWith("WHERE id < 9 AND (a = 0 OR a IS NULL)");
    }

    @Test
    void writesOnlyNullsWhereTheConditionIsTheDefaultOne() {
        List<Assignment> one = List.of(new Assignment("a", "1"));
        List<Assignment> two = List.of(new Assignment("a", "1"), new Assignment("b", "b + 1"));
        assertThat(new Backfill(TABLE, two, null, PACING).writesOnlyNulls()).isTrue();
        assertThat(new Backfill(TABLE, one, "a IS NULL", PACING).writesOnlyNulls())
                .isTrue();
        assertThat(new Backfill(TABLE, one, "b IS NULL", PACING).writesOnlyNulls())
                .isFalse();
        assertThat(new Backfill(TABLE, two, "a IS NULL", PACING).writesOnlyNulls())
                .isFalse();
    }

    @Test
    void aScriptQuotesTheConditionInsideItsStatements() {
        Backfill backfill = new Backfill(TABLE, List.of(new Assignment("a", "'it''s 5%'")), "b LIKE 'x%'", PACING);
        assertThat(RowScript.of(backfill, false, ""))
                .startsWith("--    in batches of 5000 rows")
                .contains("SET a = ''it''''s 5%%'' WHERE ctid OPERATOR(pg_catalog.=) ANY ($1) AND (b LIKE ''x%%'')'")
                .contains(
                        "EXECUTE 'SELECT EXISTS (SELECT FROM \"Shop\".\"order\" WHERE (b LIKE ''x%''))' INTO rows_left")
                .contains("IF pass OPERATOR(pg_catalog.>) 5 THEN")
                .contains("COMMIT");
    }

    @Test
    void aPartBearsTheNameOfTheTable() {
        Backfill backfill = new Backfill(TABLE, List.of(new Assignment("a", "\"order\".b -- c")), null, PACING);
        assertThat(backfill.statement(new QualifiedName("x", "part"), "true"))
                .isEqualTo("UPDATE ONLY x.part AS \"order\" SET a = \"order\".b -- c\n WHERE true AND (a IS NULL)");
    }

    @Test
    void namesOfOursAreNoneOfTheAuthors() {
        Backfill backfill =
                new Backfill(TABLE, List.of(new Assignment("a", "f(ONLINE_OLD, online_old_)")), null, PACING);
        assertThat(backfill.unused("online_old")).isEqualTo("online_old__");
        assertThat(backfill.unused("online_place")).isEqualTo("online_place");
    }

    @Test
    void theTagOfAScriptIsNotInIt() {
        Backfill backfill = new Backfill(TABLE, List.of(new Assignment("a", "'$online$'")), null, PACING);
        assertThat(RowScript.of(backfill, false, "")).contains("DO $online_$").endsWith("END $online_$");
    }

    @Test
    void aScriptRefusesHiddenRowsUnlessTheyAreAccepted() {
        Backfill backfill = new Backfill(TABLE, List.of(new Assignment("a", "1")), null, PACING);
        assertThat(RowScript.of(backfill, false, "")).contains("row_security_active(part)");
        assertThat(RowScript.of(backfill, true, "")).doesNotContain("row_security");
    }
}
