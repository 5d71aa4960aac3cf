package liquibase.ext.online.it.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import liquibase.ext.online.it.Await;

/**
 * Readers and writers at work at a fixed rate that does not slow down when the database does: a request that cannot be
 * sent in time is sent late, and its latency counts from when it was due. No failure of a request is lost:
 * {@link #failures()} has each of them, and {@link #close()} throws if there is one.
 */
public final class Traffic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final DataSource dataSource;
    private final List<Client> readers = new ArrayList<>();
    private final List<Client> writers = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /** Something to measure; its exceptions pass through {@link #during}. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    private Traffic(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public static Traffic on(DataSource dataSource) {
        return new Traffic(dataSource);
    }

    /** Starts so many readers, which send so many requests a second together. */
    public Traffic readers(int clients, int perSecond, Request request) {
        start(readers, "reader", clients, perSecond, request);
        return this;
    }

    /** Starts so many writers, which send so many requests a second together. */
    public Traffic writers(int clients, int perSecond, Request request) {
        start(writers, "writer", clients, perSecond, request);
        return this;
    }

    private void start(List<Client> group, String name, int clients, int perSecond, Request request) {
        long interval = Duration.ofSeconds(clients).dividedBy(perSecond).toNanos();
        long now = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            long firstDue = now + interval * i / clients;
            Client client =
                    new Client(name + "-" + (group.size() + 1), dataSource, request, firstDue, interval, failures::add);
            group.add(client);
            client.start();
        }
    }

    /** A stretch of time in which waits are measured; it begins when no request is late. */
    public final class Stretch {
        private final long from = System.nanoTime();

        private Stretch() {}

        /** Ends the stretch now; returns once every request that is due now is answered. */
        public Measurement end() throws Exception {
            long to = System.nanoTime();
            awaitCaughtUp();
            return new Measurement(
                    Duration.ofNanos(to - from), latencies(readers, from, to), latencies(writers, from, to));
        }
    }

    public Stretch begin() throws Exception {
        awaitCaughtUp();
        return new Stretch();
    }

    /** Runs the action and tells what clients waited meanwhile. */
    public Measurement during(Action action) throws Exception {
        Stretch stretch = begin();
        action.run();
        return stretch.end();
    }

    /** What the clients wait when nothing else happens, over so many requests in all. */
    public Measurement undisturbed(int requests) throws Exception {
        return during(() -> {
            int before = answered();
            awaitClients(requests + " answered requests", () -> answered() - before >= requests);
        });
    }

    /** Returns once every request that is due now has its answer. */
    public void awaitCaughtUp() throws Exception {
        long now = System.nanoTime();
        awaitClients(
                "every due request is answered",
                () -> clients().stream().allMatch(client -> client.hasAnsweredAllDueBefore(now)));
    }

    private void awaitClients(String what, Await.Condition condition) throws Exception {
        Await.until(what, PATIENCE, () -> {
            if (!clients().stream().allMatch(Thread::isAlive)) {
                throw failure("A client has died");
            }
            return condition.holds();
        });
    }

    /** Every exception that a client has met so far. */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** Stops all clients; throws if any request has failed. */
    @Override
    public void close() {
        clients().forEach(Client::stopSoon);
        for (Client client : clients()) {
            try {
                client.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failures.add(e);
            }
            if (client.isAlive()) {
                failures.add(new IllegalStateException(client.getName() + " still waits for its answer"));
            }
        }
        if (!failures.isEmpty()) {
            throw failure(failures.size() + " failures of readers or writers");
        }
    }

    private IllegalStateException failure(String message) {
        IllegalStateException failure = new IllegalStateException(message, failures.peek());
        failures.stream().skip(1).limit(9).forEach(failure::addSuppressed);
        return failure;
    }

    private List<Client> clients() {
        List<Client> all = new ArrayList<>(readers);
        all.addAll(writers);
        return all;
    }

    private int answered() {
        return clients().stream().mapToInt(Client::count).sum();
    }

    private static Latencies latencies(List<Client> group, long from, long to) {
        return new Latencies(group.stream()
                .map(client -> client.latencies(from, to))
                .reduce(LongStream.empty(), LongStream::concat)
                .toArray());
    }
}
