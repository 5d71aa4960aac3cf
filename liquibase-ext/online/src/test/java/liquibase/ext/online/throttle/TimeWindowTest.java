package liquibase.ext.online.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import liquibase.ext.online.plan.Throttling.Window;
import org.junit.jupiter.api.Test;

class TimeWindowTest {
    private static final Window NIGHT = new Window(LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneId.of("Europe/Berlin"));

    @Test
    void theHourIsThatOfTheWindowsZone() {
        assertThat(at("2026-07-01T19:59:59Z")).contains("it is 21:59, outside the window 22:00-06:00 Europe/Berlin");
        assertThat(at("2026-07-01T20:00:00Z")).isEmpty();
        assertThat(at("2026-01-01T20:00:00Z"))
                .as("an hour later in winter")
                .contains("it is 21:00, outside the window 22:00-06:00 Europe/Berlin");
    }

    @Test
    void theEndIsOutside() {
        assertThat(at("2026-07-02T03:59:59Z")).isEmpty();
        assertThat(at("2026-07-02T04:00:00Z")).contains("it is 06:00, outside the window 22:00-06:00 Europe/Berlin");
    }

    private static Optional<String> at(String instant) {
        return new TimeWindow(NIGHT, Clock.fixed(Instant.parse(instant), ZoneOffset.UTC)).reason();
    }
}
