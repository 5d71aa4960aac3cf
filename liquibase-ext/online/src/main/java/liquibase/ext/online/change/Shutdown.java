package liquibase.ext.online.change;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import liquibase.ext.online.server.Stop;
import liquibase.lockservice.LockService;

/**
 * What happens when the JVM is told to end (SIGTERM, Ctrl-C) while a plan runs: the batch in work is finished if
 * that does not take long, a long statement is cancelled, and the JVM waits until Liquibase has given the changelog lock back.
 */
final class Shutdown implements AutoCloseable {
    /** Below the 10 s after which container platforms kill by default. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    /** What is short is given this long; rolling it back takes time too. */
    private static final Duration GRACE = Duration.ofSeconds(4);

    private static final long POLL_MILLIS = 20;

    private final Stop stop = new Stop();
    private final LockService locks;
    private final Thread hook = new Thread(this::end, "liquibase-online shutdown");

    Shutdown(LockService locks) {
        this.locks = locks;
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            stop.now();
        }
    }

    /** The word to end, for the sessions of the plan. */
    Stop stop() {
        return stop;
    }

    private void end() {
        stop.now();
        long start = System.nanoTime();
        try {
            awaitUnlocked(start + GRACE.toNanos());
            stop.atOnce();
            awaitUnlocked(start + LONGEST.toNanos());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitUnlocked(long deadline) throws InterruptedException {
        while (locks.hasChangeLogLock() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // The hook is at work, and waits for what comes after this.
            return;
        }
    }
}
