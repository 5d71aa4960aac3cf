package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpeedTest {
    private final Speed speed = new Speed();

    @Test
    void onlyTheLastHalfMinuteCounts() {
        walk(0, 600, 1_000);
        assertThat(speed.rowsPerSecond()).isCloseTo(1_000, within(1.0));
        walk(600, 640, 10);
        assertThat(speed.rowsPerSecond()).isCloseTo(10, within(1.0));
        assertThat(speed.secondsTo(600_400 + 300)).isCloseTo(30, within(1.0));
    }

    @Test
    void whatIsNotKnownHasNoEnd() {
        assertThat(speed.rowsPerSecond()).isZero();
        assertThat(speed.secondsTo(10)).isInfinite();
        speed.at(0, 5);
        assertThat(speed.secondsTo(10)).isInfinite();
        speed.at(1_000_000_000, 15);
        assertThat(speed.secondsTo(10)).as("the total is an estimate").isInfinite();
        assertThat(speed.secondsTo(20)).isEqualTo(0.5);
    }

    @Test
    void aBreakIsNoPartOfTheSpeed() {
        walk(0, 10, 100);
        speed.forget();
        walk(1_000, 1_010, 100);
        assertThat(speed.rowsPerSecond()).isCloseTo(100, within(1.0));
    }

    private long rows;

    /** Twenty batches a second. */
    private void walk(int from, int to, int perSecond) {
        for (int tick = from * 20 + 1; tick <= to * 20; tick++) {
            rows += perSecond / 20 == 0 ? tick % 2 : perSecond / 20;
            speed.at(tick * 50_000_000L, rows);
        }
    }
}
