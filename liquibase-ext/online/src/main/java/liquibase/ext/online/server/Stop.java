package liquibase.ext.online.server;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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
    private final Set<Statement> longStatements = ConcurrentHashMap.newKeySet();
    private final Set<Statement> shortStatements = ConcurrentHashMap.newKeySet();

    /** Gives the word. */
    public void now() {
        requested.countDown();
        longStatements.forEach(Stop::cancel);
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

    /**
     * Runs a statement.
     *
     * @param mayBeLong whether it is cancelled when the word is given, and not begun after that
     * @return whether it gave a result set
     */
    boolean run(Statement statement, String sql, boolean mayBeLong) throws SQLException {
        Set<Statement> running = mayBeLong ? longStatements : shortStatements;
        running.add(statement);
        try {
            if (mayBeLong) {
                check();
            }
            return statement.execute(sql);
        } catch (SQLException failure) {
            if (mayBeLong || SqlState.isCancelled(failure)) {
                check();
            }
            throw failure;
        } finally {
            running.remove(statement);
        }
    }
}
