package liquibase.ext.online.it.fault;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** An update that runs, and the kinds of the statements that it is heard to begin. */
abstract class Attempt implements AutoCloseable {
    private final CompletableFuture<Void> moment = new CompletableFuture<>();
    private final List<String> heard = new ArrayList<>();
    private final Predicate<String> awaited;
    private int left;

    /** @param awaited which statement {@link #moment} waits for */
    Attempt(Kill awaited) {
        this.awaited = awaited::isAt;
        this.left = awaited.occurrence();
    }

    /** Completes just before the awaited statement, if there is one. */
    final CompletableFuture<Void> moment() {
        return moment;
    }

    /** Completes when the update has ended: with its failure if it failed. */
    abstract CompletableFuture<Void> end();

    /** The kinds of all statements heard so far, in order. */
    final synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    /** @param kind what {@link #kind} says of a statement */
    final synchronized void hear(String kind) {
        heard.add(kind);
        if (awaited.test(kind) && --left == 0) {
            moment.complete(null);
        }
    }

    /** A statement on one line and without its numbers: the batches of a backfill are of one kind. */
    static String kind(String sql) {
        return sql.replaceAll("\\s+", " ").replaceAll("\\d+", "#");
    }

    @Override
    public abstract void close() throws SQLException;
}
