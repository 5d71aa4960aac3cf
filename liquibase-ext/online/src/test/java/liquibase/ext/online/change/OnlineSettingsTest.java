package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import liquibase.Scope;
import liquibase.ext.online.plan.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnlineSettingsTest {

    @ParameterizedTest
    @CsvSource({"200, PT0.2S", "200ms, PT0.2S", "5 s, PT5S", "' 10min ', PT10M", "1h, PT1H", "0, PT0S"})
    void timesAreWrittenAsPostgresqlWritesThem(String text, Duration time) {
        assertThat(OnlineSettings.time("pause", text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "5 days", "1.5s", "5S", "ms"})
    void whatIsNoTimeIsRefusedWithExamples(String text) {
        assertThatThrownBy(() -> OnlineSettings.time("pause", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pause is " + text + "; it must be a time such as 200ms, 5s, 10min or 1h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999", "9223372036854775807h"})
    void aTimeBeyondAllMeasureIsRefusedToo(String text) {
        assertThatThrownBy(() -> OnlineSettings.time("pause", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("pause is " + text);
    }

    @Test
    void withoutAWordTheDefaultsHold() {
        assertThat(OnlineSettings.with(Map.of())).isEqualTo(Settings.DEFAULTS);
    }

    @Test
    void anAttributeBeatsTheConfigurationAndThatTheDefault() throws Exception {
        Map<String, Object> configured = Map.of("liquibase.online.batchSize", "7", "liquibase.online.pause", "3s");
        Settings settings = Scope.child(configured, () -> OnlineSettings.with(Map.of("batchSize", " 9 ")));
        assertThat(settings.batchSize()).isEqualTo(9);
        assertThat(settings.pause()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.maxPasses()).isEqualTo(Settings.DEFAULTS.maxPasses());
    }
}
