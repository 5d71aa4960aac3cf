package liquibase.ext.online.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import liquibase.ext.online.plan.Pacing.OnRowError;
import liquibase.ext.online.plan.Pacing.Vacuum;
import liquibase.ext.online.plan.Settings.Locking;
import liquibase.ext.online.plan.Throttling.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    /** The README explains these; a change here is a change of behaviour for everybody. */
    @Test
    void defaultsStay() {
        assertThat(Settings.DEFAULTS)
                .isEqualTo(new Settings(
                        new Locking(Duration.ofMillis(200), Duration.ofMinutes(10), null, false),
                        new Pacing(
                                Duration.ofMillis(50),
                                null,
                                100,
                                50_000,
                                Duration.ZERO,
                                0,
                                1,
                                5,
                                Vacuum.AUTO,
                                OnRowError.FAIL),
                        new Throttling(null, null, null, null, null, null),
                        false,
                        false,
                        8 << 20));
    }

    @Test
    void aLockTimeoutOfZeroWouldWaitForEver() {
        assertThatThrownBy(() -> new Locking(Duration.ZERO, Duration.ofMinutes(1), null, false))
                .hasMessage("lockTimeout is PT0S; it must be 1ms or more: 0 would wait for ever");
    }

    @Test
    void theBudgetHoldsAtLeastOneAttempt() {
        assertThatThrownBy(() -> new Locking(Duration.ofSeconds(2), Duration.ofSeconds(1), null, false))
                .hasMessage("lockBudget is PT1S; it must be at least lockTimeout");
    }

    @Test
    void aBatchHasARowAndABackfillAPass() {
        assertThatThrownBy(() -> pacing(0, 100, 1, 1)).hasMessage("batchSize is 0; it must be 1 or more");
        assertThatThrownBy(() -> pacing(1, 100, 1, 0)).hasMessage("maxPasses is 0; it must be 1 or more");
        assertThatThrownBy(() -> pacing(1, 100, 65, 1)).hasMessage("parallelism is 65; it must be 1 to 64");
        assertThatThrownBy(() -> pacing(1, 60_000, 1, 1))
                .hasMessage("maxBatchSize is 50000; it must be at least minBatchSize");
    }

    private static Pacing pacing(int batchSize, int minBatchSize, int parallelism, int maxPasses) {
        return new Pacing(
                Duration.ofMillis(50),
                batchSize,
                minBatchSize,
                50_000,
                Duration.ZERO,
                0,
                parallelism,
                maxPasses,
                Vacuum.AUTO,
                OnRowError.FAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "22:00, 06:00, 23:30, true",
        "22:00, 06:00, 05:59, true",
        "22:00, 06:00, 06:00, false",
        "22:00, 06:00, 12:00, false",
        "01:00, 05:00, 01:00, true",
        "01:00, 05:00, 05:00, false",
        "01:00, 05:00, 23:00, false"
    })
    void aWindowMaySpanMidnight(LocalTime from, LocalTime until, LocalTime time, boolean inside) {
        assertThat(new Window(from, until, ZoneOffset.UTC).contains(time)).isEqualTo(inside);
    }
}
