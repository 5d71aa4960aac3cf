package liquibase.ext.online.throttle;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import liquibase.ext.online.plan.Throttling;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;

/**
 * Tells whether a backfill has to wait, and why. It looks at most once a second and remembers the answer in between, so
 * that it may be asked before each batch; the workers of one backfill share it.
 */
public final class Throttle {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final List<Signal> signals;
    private final Remembered answer;

    /** What the author of a change asked for. {@code maxLockWaiters} is not part of it: see {@link LockWaiters}. */
    public static Throttle of(Throttling wanted) {
        return new Throttle(signals(wanted, Clock.systemUTC(), System::nanoTime), System::nanoTime);
    }

    private Throttle(List<Signal> signals, LongSupplier nanoTime) {
        this.signals = List.copyOf(signals);
        this.answer = new Remembered(EVERY, nanoTime);
    }

    private static List<Signal> signals(Throttling wanted, Clock clock, LongSupplier nanoTime) {
        List<Signal> signals = new ArrayList<>();
        if (wanted.window() != null) {
            signals.add(new TimeWindow(wanted.window(), clock));
        }
        if (wanted.maxReplicaLag() != null) {
            signals.add(new ReplicaLag(wanted.maxReplicaLag(), nanoTime));
        }
        if (wanted.maxSlotWal() != null) {
            signals.add(new SlotWal(wanted.maxSlotWal()));
        }
        if (wanted.maxActiveSessions() != null) {
            signals.add(new ActiveSessions(wanted.maxActiveSessions()));
        }
        if (wanted.pauseWhile() != null) {
            signals.add(new PauseWhile(wanted.pauseWhile()));
        }
        return signals;
    }

    /**
     * The first reason to wait, as a clause with figures and without a full stop; empty when there is none.
     *
     * @param session in autocommit
     * @throws SQLException if the connection is lost: on it there would be nothing to wait for
     */
    public Optional<String> reason(Session session) throws SQLException {
        return answer.answer(() -> look(session));
    }

    private Optional<String> look(Session session) throws SQLException {
        for (Signal signal : signals) {
            Optional<String> reason = look(signal, session);
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> look(Signal signal, Session session) throws SQLException {
        try {
            return signal.holds(session);
        } catch (SQLException failure) {
            if (SqlState.isConnectionLost(failure) || session.connection().isClosed()) {
                throw failure;
            }
            return Optional.of(signal.setting() + " cannot be read: " + SqlState.sentence(failure));
        }
    }
}
