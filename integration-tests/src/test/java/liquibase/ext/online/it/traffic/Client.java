package liquibase.ext.online.it.traffic;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/** A thread that sends a request at each due time, or as soon after it as the previous one is answered. */
final class Client extends Thread {
    private final DataSource dataSource;
    private final Request request;
    private final long interval;
    private final SplittableRandom random;
    private final Consumer<Throwable> failures;
    private long[] due = new long[1024];
    private long[] done = new long[1024];
    private int count;
    private volatile long nextDue;
    private volatile boolean stopped;

    Client(
            String name,
            DataSource dataSource,
            Request request,
            long firstDue,
            long interval,
            Consumer<Throwable> failures) {
        super(name);
        setDaemon(true);
        this.dataSource = dataSource;
        this.request = request;
        this.nextDue = firstDue;
        this.interval = interval;
        this.random = new SplittableRandom(name.hashCode());
        this.failures = failures;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                work();
            }
        } catch (Throwable e) {
            failures.accept(e);
        }
    }

    /** Sends requests over one connection until told to stop or until the connection is lost. */
    private void work() {
        try (Connection connection = dataSource.getConnection()) {
            connection.setClientInfo("ApplicationName", getName());
            while (!stopped && !connection.isClosed()) {
                waitFor(nextDue);
                send(connection);
            }
        } catch (SQLException e) {
            failures.accept(e);
            waitFor(System.nanoTime() + interval);
        }
    }

    private void send(Connection connection) {
        long dueNow = nextDue;
        try {
            request.send(connection, random);
        } catch (SQLException e) {
            failures.accept(e);
        }
        answered(dueNow, System.nanoTime());
        nextDue = dueNow + interval;
    }

    private void waitFor(long time) {
        for (long left = time - System.nanoTime(); left > 0 && !stopped; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private synchronized void answered(long dueAt, long doneAt) {
        if (count == due.length) {
            due = Arrays.copyOf(due, count * 2);
            done = Arrays.copyOf(done, count * 2);
        }
        due[count] = dueAt;
        done[count++] = doneAt;
    }

    /** The latencies of requests that were under way at some moment between the two. */
    synchronized LongStream latencies(long from, long to) {
        long[] dues = due;
        long[] dones = done;
        return IntStream.range(0, count)
                .filter(i -> dues[i] - to <= 0 && dones[i] - from >= 0)
                .mapToLong(i -> dones[i] - dues[i]);
    }

    synchronized int count() {
        return count;
    }

    boolean hasAnsweredAllDueBefore(long time) {
        return nextDue - time > 0;
    }

    void stopSoon() {
        stopped = true;
        LockSupport.unpark(this);
    }
}
