package liquibase.ext.online.fill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of passes; the figures behind it are in the README, under Benchmarks. */
class ShapeTest {
    @ParameterizedTest(name = "{0} rows a block, {1} indexes, target indexed {2}, key in order {3}")
    @CsvSource({
        "60, 0, false, true, 1, 1",
        "60, 1, true, true, 1, 1",
        "60, 1, false, true, 4, 2",
        "60, 3, false, true, 4, 2",
        "60, 4, false, true, 8, 4",
        "31, 4, false, true, 4, 4",
        "16, 4, false, true, 4, 4",
        "15, 4, false, true, 2, 2",
        "1, 1, false, true, 2, 2",
        "60, 1, false, false, 8, 1",
        "20, 1, false, false, 4, 1"
    })
    void passes(int rowsPerBlock, int indexes, boolean targetIndexed, boolean inOrder, int overBlocks, int overKey) {
        Shape shape = new Shape(true, 100L * rowsPerBlock, 100, 8192, indexes, targetIndexed, inOrder);
        assertThat(shape.passesOverBlocks()).as("over blocks").isEqualTo(overBlocks);
        assertThat(shape.passesOverKey()).as("over the key").isEqualTo(overKey);
    }

    @Test
    void whatIsNoHeapHasNoPages() {
        Shape shape = new Shape(false, 6_000, 100, 8192, 1, false, true);
        assertThat(shape.passesOverBlocks()).isEqualTo(1);
        assertThat(shape.passesOverKey()).isEqualTo(1);
    }

    @Test
    void anEmptyTableHasARowForEachBlock() {
        assertThat(new Shape(true, 0, 0, 8192, 1, false, true).rowsPerBlock()).isEqualTo(1);
        assertThat(new Shape(true, 3, 1_000, 8192, 1, false, true).rowsPerBlock())
                .isEqualTo(1);
    }
}
