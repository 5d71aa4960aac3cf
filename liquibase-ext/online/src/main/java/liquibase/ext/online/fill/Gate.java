package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import liquibase.ext.online.plan.Pacing;
import liquibase.ext.online.server.Heartbeat;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.throttle.Throttle;
import org.jspecify.annotations.Nullable;

/** What stands between two batches: rest, a pause or an end that a command asked for, and whatever throttles. */
final class Gate {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Pacing pacing;
    private final ProgressTable table;
    private final Throttle throttle;
    private final Heartbeat heartbeat;
    private final FillListener listener;
    private volatile boolean ended;
    private @Nullable String reason;

    Gate(Pacing pacing, ProgressTable table, Throttle throttle, Heartbeat heartbeat, FillListener listener) {
        this.pacing = pacing;
        this.table = table;
        this.throttle = throttle;
        this.heartbeat = heartbeat;
        this.listener = listener;
    }

    /** Rests as long as the author wants it after a batch. */
    void rest(Session session, Duration batch) throws SQLException {
        Duration rest = pacing.pause().plusNanos((long) (batch.toNanos() * pacing.niceRatio()));
        if (rest.isZero()) {
            session.stop().check();
        } else {
            session.stop().pause(rest);
        }
    }

    /** Lets the sessions go first that waited for a batch. */
    void stepAside(Session session, String why) throws SQLException {
        hold(session, "held", why);
        session.stop().pause(LOOK_EVERY);
        release(session);
    }

    /** Lets everybody through from now on: another worker failed, and they are to find that out. */
    void end() {
        ended = true;
    }

    /**
     * Lets the caller through when nothing holds it.
     *
     * @param request what the last batch read: {@code pause}, {@code abort} or null
     */
    void pass(Session session, @Nullable String request) throws SQLException {
        @Nullable String asked = request;
        boolean held = false;
        while (!ended) {
            session.stop().check();
            heartbeat.beat(session);
            if ("abort".equals(asked)) {
                table.answered(session);
                throw new Refusal("online-abort ended it", "what is written stays, and the next run goes on behind it");
            }
            Optional<String> why = "pause".equals(asked)
                    ? Optional.of("paused by online-pause; online-resume lets it go on")
                    : throttle.reason(session);
            if (why.isEmpty()) {
                break;
            }
            held = true;
            hold(session, "pause".equals(asked) ? "paused" : "held", why.get());
            session.stop().pause(LOOK_EVERY);
            asked = session.first(table.request()).map(row -> row.get(0)).orElse(null);
        }
        if (held) {
            release(session);
        }
    }

    private synchronized void hold(Session session, String status, String why) throws SQLException {
        if (!why.equals(reason)) {
            reason = why;
            table.status(session, status, why, null);
        }
        listener.held(why);
    }

    private synchronized void release(Session session) throws SQLException {
        if (reason != null) {
            reason = null;
            table.status(session, "running", null, null);
        }
    }
}
