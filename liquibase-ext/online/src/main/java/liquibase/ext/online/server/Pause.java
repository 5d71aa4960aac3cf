package liquibase.ext.online.server;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Waiting, and the clock that goes with it. */
public final class Pause {
    private Pause() {}

    /** About this long: between half and one and a half times, so that several waiters drift apart. */
    public static void jittered(Duration about) throws SQLException {
        exactly(Duration.ofNanos(
                (long) (about.toNanos() * ThreadLocalRandom.current().nextDouble(0.5, 1.5))));
    }

    /** Exactly this long, unless the thread is interrupted, which ends the plan. */
    public static void exactly(Duration time) throws SQLException {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting", interrupted);
        }
    }
}
