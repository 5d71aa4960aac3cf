package liquibase.ext.online.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import liquibase.ext.online.plan.KeyRanges.KeyColumn;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Update.Assignment;
import org.junit.jupiter.api.Test;

class RangesTest {
    private static final QualifiedName TABLE = new QualifiedName("Shop", "order");
    private static final KeyRanges KEY =
            new KeyRanges(TABLE, List.of(new KeyColumn("Id", "bigint"), new KeyColumn("at", "date")));
    private static final Pacing PACING = Pacing.DEFAULTS;

    @Test
    void aRangeOfACompositeKeyComparesRows() {
        assertThat(KEY.between(List.of("1", "o'clock"), List.of("2", "b")))
                .isEqualTo(
                        "(\"Id\", at) > ('1'::bigint, 'o''clock'::date) AND (\"Id\", at) <= ('2'::bigint, 'b'::date)");
        assertThat(KEY.between(null, List.of("2", "b"))).isEqualTo("(\"Id\", at) <= ('2'::bigint, 'b'::date)");
    }

    @Test
    void theNextBoundIsAsManyRowsOnAsABatchHas() {
        assertThat(KEY.next(null, List.of("9", "z"), 100))
                .startsWith("SELECT t.\"Id\"::text, t.at::text FROM ONLY \"Shop\".\"order\" AS t WHERE")
                .endsWith("ORDER BY t.\"Id\", t.at LIMIT 1 OFFSET 99");
        assertThat(KEY.end()).endsWith("ORDER BY t.\"Id\" DESC, t.at DESC LIMIT 1");
    }

    @Test
    void blocksAreHalfOpenRangesOfCtid() {
        TidRanges blocks = new TidRanges(TABLE);
        assertThat(blocks.between(null, List.of("8"))).isEqualTo("ctid >= '(0,0)' AND ctid < '(8,0)'");
        assertThat(blocks.between(List.of("8"), List.of("9"))).isEqualTo("ctid >= '(8,0)' AND ctid < '(9,0)'");
        assertThat(blocks.next(List.of("8"), List.of("20"), 10))
                .contains("SELECT 8 + ")
                .endsWith("WHERE upto < 20");
    }

    @Test
    void withOneColumnTheValueIsWrittenAsItIs() {
        Backfill backfill = new Backfill(TABLE, List.of(new Assignment("User", "1")), null, PACING);
        assertThat(backfill.update(TABLE, "true"))
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
        assertThat(backfill.update(TABLE, "id < 9")).endsWith("WHERE id < 9 AND (a = 0 OR a IS NULL)");
    }

    @Test
    void aScriptQuotesTheConditionInsideItsStatements() {
        Backfill backfill = new Backfill(TABLE, List.of(new Assignment("a", "'it''s 5%'")), "b LIKE 'x%'", PACING);
        assertThat(BackfillScript.of(backfill))
                .startsWith("--    in batches of 5000 rows")
                .contains("SET a = ''it''''s 5%%'' WHERE ctid = ANY ($1) AND (b LIKE ''x%%'')'")
                .contains(
                        "EXECUTE 'SELECT EXISTS (SELECT FROM \"Shop\".\"order\" WHERE (b LIKE ''x%''))' INTO rows_left")
                .contains("IF pass > 5 THEN")
                .contains("COMMIT");
    }
}
