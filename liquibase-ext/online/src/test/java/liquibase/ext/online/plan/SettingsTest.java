package liquibase.ext.online.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingsTest {

    /** The README explains these; a change here is a change of behaviour for everybody. */
    @Test
    void defaultsStay() {
        assertThat(Settings.DEFAULTS)
                .isEqualTo(new Settings(
                        Duration.ofMillis(200), Duration.ofMinutes(10), 5_000, Duration.ZERO, 5, false, false));
    }

    @Test
    void aLockTimeoutOfZeroWouldWaitForEver() {
        assertThatThrownBy(() -> settings(Duration.ZERO, Duration.ofMinutes(1), 1, 1))
                .hasMessage("lockTimeout is PT0S; it must be 1ms or more: 0 would wait for ever");
    }

    @Test
    void theBudgetHoldsAtLeastOneAttempt() {
        assertThatThrownBy(() -> settings(Duration.ofSeconds(2), Duration.ofSeconds(1), 1, 1))
                .hasMessage("lockBudget is PT1S; it must be at least lockTimeout");
    }

    @Test
    void aBatchHasARowAndABackfillAPass() {
        assertThatThrownBy(() -> settings(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, 1))
                .hasMessage("batchSize is 0; it must be 1 or more");
        assertThatThrownBy(() -> settings(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 0))
                .hasMessage("maxPasses is 0; it must be 1 or more");
    }

    private static Settings settings(Duration lockTimeout, Duration lockBudget, int batchSize, int maxPasses) {
        return new Settings(lockTimeout, lockBudget, batchSize, Duration.ZERO, maxPasses, false, false);
    }
}
