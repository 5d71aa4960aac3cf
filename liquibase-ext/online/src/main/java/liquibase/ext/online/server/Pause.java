package liquibase.ext.online.server;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waiting, which the word to end cuts short. */
public final class Pause {
    private Pause() {}

    /** About this long: between half and one and a half times, so that several waiters drift apart. */
    public static void jittered(Session session, Duration about) throws SQLException {
        session.stop().pause(Duration.ofNanos((long)
                (about.toNanos() * ThreadLocalRandom.current().nextDouble(0.5, 1.5))));
    }
}
