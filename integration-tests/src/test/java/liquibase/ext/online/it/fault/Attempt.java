package liquibase.ext.online.it.fault;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** An update that runs, and the statements that it is heard to have begun. */
abstract class Attempt implements AutoCloseable {
    private final CompletableFuture<Void> moment = new CompletableFuture<>();
    private final AtomicInteger heard = new AtomicInteger();
    private final int awaited;

    /** @param awaited the number of the statement that {@link #moment} waits for, from 1 */
    Attempt(int awaited) {
        this.awaited = awaited;
    }

    /** Completes just before the awaited statement, if there is one. */
    final CompletableFuture<Void> moment() {
        return moment;
    }

    /** Completes when the update has ended: with its failure if it failed. */
    abstract CompletableFuture<Void> end();

    /** The statements heard so far. */
    final int heard() {
        return heard.get();
    }

    final void hear() {
        if (heard.incrementAndGet() == awaited) {
            moment.complete(null);
        }
    }

    @Override
    public abstract void close() throws SQLException;
}
