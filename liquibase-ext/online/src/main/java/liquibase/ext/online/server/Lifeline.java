package liquibase.ext.online.server;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that nobody waits for ever for an answer that was lost on the way, as when a firewall forgets a connection. How
 * long a statement takes that reads or builds something large, nobody knows; so the server is asked, through another
 * connection, whether it is at it still.
 */
public final class Lifeline implements AutoCloseable {
    private static final int LOOKS = 4;

    private final Connections connections;
    private final Session own;
    private final Duration patience;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable Long unreachableSinceNanos;

    /**
     * For the sessions of a run, until it is closed.
     *
     * @param connections where the other connection comes from; without any, nobody watches
     * @param own the run's own session
     */
    public Lifeline(Connections connections, Session own) {
        this.connections = connections;
        this.own = own;
        this.patience = own.manners().answerWithin();
    }

    /** Begins to watch. */
    public void watch() {
        if (connections.exist()) {
            Thread thread = new Thread(this::looks, "liquibase-online lifeline");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void looks() {
        try {
            while (!done.await(patience.toMillis() / LOOKS, TimeUnit.MILLISECONDS)) {
                List<Session> overdue = own.stop().longerThan(patience);
                if (!overdue.isEmpty()) {
                    look(overdue);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(List<Session> overdue) {
        try {
            Optional<FurtherSession> beside = connections.another("lifeline");
            if (beside.isEmpty()) {
                unreachable(overdue);
                return;
            }
            try (FurtherSession other = beside.get()) {
                for (Session waiting : overdue) {
                    if (isOver(other.session(), waiting)) {
                        waiting.giveUp("the server is not at it any more, and its answer never came");
                    }
                }
            }
            unreachableSinceNanos = null;
        } catch (SQLException lost) {
            unreachable(overdue);
        }
    }

    /** Sessions of others are hidden from some roles; then it is not known, and the wait goes on. */
    private boolean isOver(Session other, Session waiting) throws SQLException {
        return "t"
                .equals(other.rowsAtTheEnd("SELECT coalesce((SELECT coalesce(state LIKE 'idle%' AND state_change <"
                                + " clock_timestamp() - interval '" + patience.toMillis()
                                + " ms', false) FROM pg_stat_activity WHERE pid = " + waiting.backend() + "), true)")
                        .get(0)
                        .get(0));
    }

    /** A server that refuses further connections is there; one that cannot be reached at all is not. */
    private void unreachable(List<Session> overdue) {
        if (!connections.isServerOutOfReach()) {
            unreachableSinceNanos = null;
        } else if (unreachableSinceNanos == null) {
            unreachableSinceNanos = System.nanoTime();
        } else if (System.nanoTime() - unreachableSinceNanos > patience.toNanos()) {
            overdue.forEach(waiting -> waiting.giveUp("the server cannot be reached by another connection either"));
        }
    }

    @Override
    public void close() {
        done.countDown();
    }
}
