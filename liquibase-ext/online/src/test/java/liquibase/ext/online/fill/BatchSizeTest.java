package liquibase.ext.online.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import liquibase.ext.online.plan.Pacing;
import liquibase.ext.online.plan.Pacing.OnRowError;
import liquibase.ext.online.plan.Pacing.Vacuum;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchSizeTest {
    private static BatchSize size(@Nullable Integer fixed, int least, int most) {
        return new BatchSize(new Pacing(
                Duration.ofMillis(50), fixed, least, most, Duration.ZERO, 0, 1, 5, Vacuum.AUTO, OnRowError.FAIL));
    }

    private static void whole(BatchSize size, Duration time) {
        size.took(time, size.rows());
    }

    /** Nanoseconds that a machine takes for a row, from the fastest to one that cannot do the least in time. */
    @ParameterizedTest
    @ValueSource(longs = {1_000, 5_000, 25_000, 100_000, 400_000})
    void itSettlesAtTheBatchTime(long nanosPerRow) {
        BatchSize size = size(null, 100, 50_000);
        for (int batch = 0; batch < 12; batch++) {
            whole(size, Duration.ofNanos(nanosPerRow * size.rows()));
        }
        assertThat(size.rows() * nanosPerRow).isBetween(45_000_000L, 55_000_000L);
    }

    @Test
    void itGrowsByHalfAndShrinksToHalfAtMost() {
        BatchSize size = size(null, 100, 50_000);
        int first = size.rows();
        whole(size, Duration.ofNanos(1));
        assertThat(size.rows()).isEqualTo(first * 3 / 2);
        whole(size, Duration.ofMinutes(1));
        assertThat(size.rows()).isEqualTo(first * 3 / 4);
    }

    @Test
    void theBoundsHold() {
        BatchSize size = size(null, 300, 3_000);
        for (int batch = 0; batch < 20; batch++) {
            whole(size, Duration.ZERO);
        }
        assertThat(size.rows()).isEqualTo(3_000);
        for (int batch = 0; batch < 20; batch++) {
            whole(size, Duration.ofMinutes(1));
        }
        assertThat(size.rows()).isEqualTo(300);
    }

    @Test
    void troubleHalvesItBelowTheBoundsUntilABatchGetsThrough() {
        BatchSize size = size(null, 100, 50_000);
        for (int i = 0; i < 20; i++) {
            size.halve();
        }
        assertThat(size.rows()).isEqualTo(1);
        whole(size, Duration.ofMillis(1));
        assertThat(size.rows()).isEqualTo(100);
    }

    @Test
    void aSizeThatTheAuthorFixedStays() {
        BatchSize size = size(700, 100, 500);
        assertThat(size.rows()).isEqualTo(700);
        whole(size, Duration.ofMinutes(1));
        assertThat(size.rows()).isEqualTo(700);
        size.halve();
        assertThat(size.rows()).isEqualTo(350);
        whole(size, Duration.ofMillis(50));
        assertThat(size.rows()).isEqualTo(700);
    }

    /** A hundred partitions of ten rows say nothing of what 50,000 rows of the next one take. */
    @Test
    void smallBatchesAreNoReasonToGrow() {
        BatchSize size = size(null, 100, 50_000);
        int first = size.rows();
        for (int batch = 0; batch < 100; batch++) {
            size.took(Duration.ofNanos(1), 10);
        }
        assertThat(size.rows()).isEqualTo(first);
        size.took(Duration.ofMillis(100), 10);
        assertThat(size.rows()).isEqualTo(first / 2);
    }
}
