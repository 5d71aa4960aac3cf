package liquibase.ext.online.server;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps the time in Liquibase's changelog lock fresh during long work, so that whoever looks at the lock can tell a run
 * that is alive from one that died. A beat never fails and never waits: what it would tell is not worth a stop.
 */
public final class Heartbeat {
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Supplier<Optional<String>> refresh;
    private long lastNanos = System.nanoTime();

    /**
     * A heart that beats every ten seconds, if it is asked to often enough.
     *
     * @param refresh the UPDATE that refreshes the lock as long as it is ours; empty when there is nothing to refresh
     */
    public Heartbeat(Supplier<Optional<String>> refresh) {
        this.refresh = refresh;
    }

    /** For a run under no lock. */
    public static Heartbeat none() {
        return new Heartbeat(Optional::empty);
    }

    /**
     * Beats when it is time to, and costs nothing otherwise. May be called from any thread.
     *
     * @param session in autocommit and outside of a transaction
     */
    public synchronized void beat(Session session) {
        if (System.nanoTime() - lastNanos < EVERY.toNanos()) {
            return;
        }
        lastNanos = System.nanoTime();
        Optional<String> update = refresh.get();
        if (update.isPresent()) {
            write(session, update.get());
        }
    }

    private static void write(Session session, String update) {
        try {
            session.execute(session.authored().begin() + "SET LOCAL lock_timeout = '" + PATIENCE.toMillis() + "ms'; "
                    + update + "; COMMIT");
        } catch (SQLException notThisTime) {
            // The next beat comes in ten seconds, and the statement is rolled back.
            return;
        }
    }
}
