package liquibase.ext.online.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.ext.online.fill.Walk.Batch;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockWalkTest {
    private static final QualifiedName PART = new QualifiedName("public", "product");
    private static final Pattern RANGE = Pattern.compile(
            "ctid OPERATOR\\(pg_catalog.>=\\) '\\((\\d+),0\\)'::pg_catalog.tid AND ctid OPERATOR\\(pg_catalog.<\\)"
                    + " '\\((\\d+),0\\)'::pg_catalog.tid"
                    + "(?: AND \\(id OPERATOR\\(pg_catalog.&\\) (\\d+)\\) OPERATOR\\(pg_catalog.=\\) (\\d+))?");

    private static BlockWalk walk(long rows, long blocks, int workers) {
        return new BlockWalk(
                PART, new Shape(true, rows, blocks, 8192, 1, false, true), new Stripes("id"), true, workers);
    }

    private static List<Batch> from(BlockWalk walk, Stretch stretch, @Nullable List<String> cursor, int rows) {
        List<Batch> batches = new ArrayList<>();
        for (Batch batch = walk.next(stretch, cursor, rows);
                batch != null;
                batch = walk.next(stretch, batch.cursor(), rows)) {
            batches.add(batch);
        }
        return batches;
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 100", "4, 1", "4, 700", "8, 5000", "8, 2147483647"})
    void eachPassCoversEachBlockOnce(int passes, int rows) {
        BlockWalk walk = walk(60_000, 1_000, 1);
        Stretch stretch = new Stretch(1, PART, walk, List.of("100"), List.of("613"), passes);
        List<BitSet> covered = new ArrayList<>();
        for (int pass = 0; pass < passes; pass++) {
            covered.add(new BitSet());
        }
        for (Batch batch : from(walk, stretch, null, rows)) {
            Matcher range = RANGE.matcher(batch.condition());
            assertThat(range.matches()).as(batch.condition()).isTrue();
            int pass = range.group(4) == null ? passes - 1 : Integer.parseInt(range.group(4));
            assertThat(range.group(3)).as("mask").isIn(null, String.valueOf(passes - 1));
            for (int block = Integer.parseInt(range.group(1)); block < Integer.parseInt(range.group(2)); block++) {
                assertThat(covered.get(pass).get(block))
                        .as("block %d again", block)
                        .isFalse();
                covered.get(pass).set(block);
            }
        }
        BitSet whole = new BitSet();
        whole.set(100, 613);
        assertThat(covered).containsOnly(whole).hasSize(passes);
    }

    @Test
    void theLastPassTakesWhateverIsLeft() {
        BlockWalk walk = walk(60_000, 1_000, 1);
        Stretch stretch = new Stretch(1, PART, walk, null, List.of("10"), 4);
        assertThat(from(walk, stretch, null, 1_000_000))
                .extracting(Batch::condition)
                .containsExactly(
                        "ctid OPERATOR(pg_catalog.>=) '(0,0)'::pg_catalog.tid AND ctid OPERATOR(pg_catalog.<) '(10,0)'::pg_catalog.tid"
                                + " AND (id OPERATOR(pg_catalog.&) 3) OPERATOR(pg_catalog.=) 0",
                        "ctid OPERATOR(pg_catalog.>=) '(0,0)'::pg_catalog.tid AND ctid OPERATOR(pg_catalog.<) '(10,0)'::pg_catalog.tid"
                                + " AND (id OPERATOR(pg_catalog.&) 3) OPERATOR(pg_catalog.=) 1",
                        "ctid OPERATOR(pg_catalog.>=) '(0,0)'::pg_catalog.tid AND ctid OPERATOR(pg_catalog.<) '(10,0)'::pg_catalog.tid"
                                + " AND (id OPERATOR(pg_catalog.&) 3) OPERATOR(pg_catalog.=) 2",
                        "ctid OPERATOR(pg_catalog.>=) '(0,0)'::pg_catalog.tid AND ctid OPERATOR(pg_catalog.<) '(10,0)'::pg_catalog.tid");
    }

    @Test
    void fromEachCursorItGoesOnAsIfItHadNotStopped() {
        BlockWalk walk = walk(60_000, 1_000, 1);
        Stretch stretch = new Stretch(1, PART, walk, List.of("7"), List.of("99"), 4);
        List<Batch> all = from(walk, stretch, null, 333);
        for (int i = 0; i < all.size(); i++) {
            assertThat(from(walk, stretch, all.get(i).cursor(), 333)).isEqualTo(all.subList(i + 1, all.size()));
        }
    }

    @Test
    void aBatchHasAboutTheRowsThatAreWanted() {
        BlockWalk walk = walk(60_000, 1_000, 1);
        Stretch stretch = new Stretch(1, PART, walk, null, List.of("1000"), 4);
        assertThat(from(walk, stretch, null, 2_000).subList(0, 7))
                .extracting(Batch::rows)
                .allSatisfy(rows -> assertThat(rows).isBetween(1_900, 2_100));
    }

    @Test
    void before14EveryPlaceIsNamed() {
        Shape shape = new Shape(true, 6_000, 100, 8192, 0, false, true);
        BlockWalk walk = new BlockWalk(PART, shape, Stripes.BY_PLACE, false, 1);
        Stretch stretch = new Stretch(1, PART, walk, null, List.of("5"), 1);
        assertThat(from(walk, stretch, null, 180))
                .extracting(Batch::condition)
                .containsExactly(
                        "ctid OPERATOR(pg_catalog.=) ANY (ARRAY(SELECT pg_catalog.format('(%s,%s)', block, place)::pg_catalog.tid"
                                + " FROM pg_catalog.generate_series(0, 2) AS"
                                + " block, pg_catalog.generate_series(1, 291) AS place))",
                        "ctid OPERATOR(pg_catalog.=) ANY (ARRAY(SELECT pg_catalog.format('(%s,%s)', block, place)::pg_catalog.tid"
                                + " FROM pg_catalog.generate_series(3, 4) AS"
                                + " block, pg_catalog.generate_series(1, 291) AS place))");
    }

    @Test
    void stretchesEndWhereTheTableDoes() {
        assertThat(walk(1, 10_000, 1).stretchEnd(null, List.of("10000"))).containsExactly("4096");
        assertThat(walk(1, 10_000, 1).stretchEnd(List.of("8192"), List.of("10000")))
                .containsExactly("10000");
        assertThat(walk(1, 10, 2).stretchEnd(null, List.of("10")))
                .as("two for each worker")
                .containsExactly("3");
        assertThat(walk(1, 1, 64).stretchEnd(null, List.of("1"))).containsExactly("1");
    }
}
