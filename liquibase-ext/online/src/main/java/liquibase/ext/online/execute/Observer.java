package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import liquibase.ext.online.server.Connections;
import liquibase.ext.online.server.FurtherSession;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;

/**
 * Looks, from a session of its own, at a statement that keeps the run's session busy. The session is opened when the
 * statement has taken a while; where there is none to be had, nobody looks. Each look is a statement in autocommit, as a
 * transaction left open would be in the way of the very build that it looks at.
 */
final class Observer {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    private final Connections connections;
    private final Look look;
    private final Consumer<String> note;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "liquibase-online observer");

    /** What is done about once a second. */
    @FunctionalInterface
    interface Look {
        void at(Session beside) throws SQLException;
    }

    private Observer(Connections connections, Look look, Consumer<String> note) {
        this.connections = connections;
        this.look = look;
        this.note = note;
    }

    /** What is looked at. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /**
     * Looks while the work lasts; behind it nothing more is told, unless a look hangs.
     *
     * @param note hears, from another thread, if looking comes to an early end; the work goes on
     */
    static void during(Work work, Connections connections, Look look, Consumer<String> note) throws SQLException {
        Observer observer = new Observer(connections, look, note);
        observer.thread.setDaemon(true);
        observer.thread.start();
        try {
            work.run();
        } finally {
            observer.end();
        }
    }

    private void watch() {
        try {
            if (!isDoneWithin(EVERY)) {
                Optional<FurtherSession> beside = connections.another("observer");
                if (beside.isPresent()) {
                    lookThrough(beside.get());
                } else {
                    connections.lacking();
                }
            }
        } catch (SQLException lost) {
            note.accept("nobody watches any more: " + SqlState.sentence(lost));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookThrough(FurtherSession beside) throws SQLException, InterruptedException {
        try (beside) {
            do {
                look.at(beside.session());
            } while (!isDoneWithin(EVERY));
        }
    }

    private boolean isDoneWithin(Duration about) throws InterruptedException {
        double jitter = ThreadLocalRandom.current().nextDouble(0.5, 1.5);
        return done.await((long) (about.toNanos() * jitter), TimeUnit.NANOSECONDS);
    }

    private void end() {
        done.countDown();
        try {
            thread.join(LAST_LOOK.toMillis());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
