package liquibase.ext.online.server;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The word to end, given once from another thread, such as a JVM's shutdown hook. Whoever waits is woken, a statement that
 * may take long is cancelled, and what is short, such as a batch, is let finish, unless it takes too long after all.
 */
public final class Stop {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final Map<Statement, Running> longStatements = new ConcurrentHashMap<>();
    private final Set<Statement> shortStatements = ConcurrentHashMap.newKeySet();

    /** Gives the word. */
    public void now() {
        requested.countDown();
        longStatements.keySet().forEach(Stop::cancel);
    }

    /** Waits no longer for what was thought to be short. Its transaction is rolled back. */
    public void atOnce() {
        now();
        shortStatements.forEach(Stop::cancel);
    }

    private static void cancel(Statement running) {
        try {
            running.cancel();
        } catch (SQLException alreadyEnding) {
            // Its connection is closed, and with that the statement is over as well.
            return;
        }
    }

    /** Ends the work, by an exception, if the word was given. */
    public void check() throws SQLException {
        if (requested.getCount() == 0) {
            throw new Refusal("the process was told to end", "nothing is lost: the next run goes on from here");
        }
    }

    /** Waits this long, unless the word is given meanwhile, which ends the work. */
    public void pause(Duration time) throws SQLException {
        try {
            if (requested.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                check();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting", interrupted);
        }
    }

    private record Running(Session session, long sinceNanos) {}

    /** The sessions that wait for a statement of this kind, and have done so for longer. */
    List<Session> longerThan(Duration time) {
        long now = System.nanoTime();
        return longStatements.values().stream()
                .filter(running -> now - running.sinceNanos() > time.toNanos())
                .map(Running::session)
                .toList();
    }

    /**
     * Runs a statement.
     *
     * @param mayBeLong whether it is cancelled when the word is given, and not begun after that
     * @return whether it gave a result set
     */
    boolean run(Session session, Statement statement, String sql, boolean mayBeLong) throws SQLException {
        try {
            if (mayBeLong) {
                longStatements.put(statement, new Running(session, System.nanoTime()));
                check();
            } else {
                shortStatements.add(statement);
            }
            return statement.execute(sql);
        } catch (SQLException failure) {
            if (mayBeLong || SqlState.isCancelled(failure)) {
                check();
            }
            throw failure;
        } finally {
            longStatements.remove(statement);
            shortStatements.remove(statement);
        }
    }
}
