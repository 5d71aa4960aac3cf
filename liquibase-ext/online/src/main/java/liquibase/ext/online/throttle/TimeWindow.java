package liquibase.ext.online.throttle;

import java.time.Clock;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import liquibase.ext.online.plan.Throttling.Window;
import liquibase.ext.online.server.Session;

/** Hours in which nobody minds, by the clock of this machine. */
final class TimeWindow implements Signal {
    private final Window window;
    private final Clock clock;

    TimeWindow(Window window, Clock clock) {
        this.window = window;
        this.clock = clock;
    }

    @Override
    public String setting() {
        return "window";
    }

    @Override
    public Optional<String> holds(Session session) {
        return reason();
    }

    Optional<String> reason() {
        LocalTime now = LocalTime.now(clock.withZone(window.zone()));
        return window.contains(now)
                ? Optional.empty()
                : Optional.of("it is " + now.truncatedTo(ChronoUnit.MINUTES) + ", outside the window " + window.from()
                        + "-" + window.until() + " " + window.zone());
    }
}
