package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import liquibase.Scope;
import liquibase.ext.online.plan.Pacing.Vacuum;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.plan.Throttling.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnlineSettingsTest {

    @ParameterizedTest
    @CsvSource({"200, PT0.2S", "200ms, PT0.2S", "5 s, PT5S", "' 10min ', PT10M", "1h, PT1H", "0, PT0S"})
    void timesAreWrittenAsPostgresqlWritesThem(String text, Duration time) {
        assertThat(OnlineSettings.with(Map.of(Knob.PAUSE, text)).pacing().pause())
                .isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "5 days", "1.5s", "5S", "ms", "99999999999999999999", "9223372036854775807h"})
    void whatIsNoTimeIsRefusedWithExamples(String text) {
        assertThatThrownBy(() -> OnlineSettings.with(Map.of(Knob.PAUSE, text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pause is " + text + "; it must be a time such as 200ms, 5s, 10min or 1h");
    }

    @ParameterizedTest
    @CsvSource({"512MB, 536870912", "10 GB, 10737418240", "1TB, 1099511627776", "8kB, 8192"})
    void sizesAreWrittenAsPostgresqlWritesThem(String text, long bytes) {
        assertThat(OnlineSettings.with(Map.of(Knob.MAX_SLOT_WAL, text))
                        .throttling()
                        .maxSlotWal())
                .isEqualTo(bytes);
    }

    @Test
    void aWindowHasTwoTimesAndPerhapsAZone() {
        assertThat(OnlineSettings.with(Map.of(Knob.WINDOW, "22:00-6:00 Europe/Berlin"))
                        .throttling()
                        .window())
                .isEqualTo(new Window(LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneId.of("Europe/Berlin")));
    }

    @ParameterizedTest
    @CsvSource({
        "MAX_SLOT_WAL, 10, 'maxSlotWal is 10; it must be a size such as 512MB or 10GB'",
        "WINDOW, night, 'window is night; it must be a window such as 22:00-06:00, or 22:00-06:00 Europe/Berlin'",
        "VACUUM, often, 'vacuum is often; it must be auto or on or off'",
        "ON_ROW_ERROR, ignore, 'onRowError is ignore; it must be fail or skip'",
        "NICE_RATIO, much, 'niceRatio is much; it must be a number such as 0.5'",
        "NICE_RATIO, NaN, 'niceRatio is NaN; it must be 0 to 100'",
        "PARALLELISM, two, 'parallelism is two; it must be a whole number'"
    })
    void whatCannotBeReadIsRefusedWithWhatItShouldBe(Knob knob, String text, String message) {
        assertThatThrownBy(() -> OnlineSettings.with(Map.of(knob, text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aTimeOfDayOrZoneThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> OnlineSettings.with(Map.of(Knob.WINDOW, "25:00-06:00")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("window is 25:00-06:00; it must be a window such as");
        assertThatThrownBy(() -> OnlineSettings.with(Map.of(Knob.WINDOW, "22:00-06:00 Berlin")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Berlin");
    }

    /** The defaults stand as text in the documentation and as values in the plan. */
    @Test
    void withoutAWordTheDefaultsHold() {
        assertThat(OnlineSettings.with(Map.of())).isEqualTo(Settings.DEFAULTS);
    }

    @Test
    void anAttributeBeatsTheConfigurationAndThatTheDefault() throws Exception {
        Map<String, Object> configured = Map.of("liquibase.online.batchSize", "7", "liquibase.online.vacuum", "On");
        Settings settings = Scope.child(configured, () -> OnlineSettings.with(Map.of(Knob.BATCH_SIZE, " 9 ")));
        assertThat(settings.pacing().batchSize()).isEqualTo(9);
        assertThat(settings.pacing().vacuum()).isEqualTo(Vacuum.ON);
        assertThat(settings.pacing().maxPasses())
                .isEqualTo(Settings.DEFAULTS.pacing().maxPasses());
    }
}
