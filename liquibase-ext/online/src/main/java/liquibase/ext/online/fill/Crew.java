package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import liquibase.ext.online.server.Connections;
import liquibase.ext.online.server.FurtherSession;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import org.jspecify.annotations.Nullable;

/** The workers of a backfill: the first on the session of the run, each other on one of its own. */
final class Crew {
    private final Session session;
    private final Connections others;
    private final FillRun run;

    Crew(Session session, Connections others, FillRun run) {
        this.session = session;
        this.others = others;
        this.run = run;
    }

    /** Walks everything, or fails with what the first worker failed with. */
    void walk(Stretches stretches) throws SQLException {
        int wanted = run.settings().pacing().parallelism() - 1;
        if (wanted == 0) {
            new Worker(session, run).work(stretches);
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(wanted, Crew::thread);
        try {
            walk(stretches, start(stretches, threads, wanted));
        } finally {
            threads.shutdown();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "liquibase-online worker");
        thread.setDaemon(true);
        return thread;
    }

    private List<Future<?>> start(Stretches stretches, ExecutorService threads, int wanted) throws SQLException {
        List<Future<?>> started = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            Optional<FurtherSession> own = others.another("worker " + (i + 2));
            if (own.isEmpty()) {
                run.listener()
                        .note("parallelism is " + (wanted + 1) + ", and there is no further connection to be had: "
                                + (i == 0 ? "one worker goes on" : (i + 1) + " workers go on")
                                + "; the README says where connections come from");
                break;
            }
            started.add(threads.submit(() -> {
                work(stretches, own.get());
                return null;
            }));
        }
        return started;
    }

    private void walk(Stretches stretches, List<Future<?>> started) throws SQLException {
        @Nullable SQLException failure = null;
        try {
            new Worker(session, run).work(stretches);
        } catch (SQLException | RuntimeException first) {
            run.end();
            failure = first(null, first);
        }
        for (Future<?> worker : started) {
            try {
                worker.get();
            } catch (ExecutionException failed) {
                failure = first(failure, Objects.requireNonNullElse(failed.getCause(), failed));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                run.end();
                failure = first(failure, interrupted);
            }
        }
        if (failure != null) {
            throw failure;
        }
        // What a worker left that lost its connection after the first one had found nothing more to do.
        new Worker(session, run).work(stretches);
    }

    private static SQLException first(@Nullable SQLException failure, Throwable another) {
        if (failure == null) {
            return another instanceof SQLException sql ? sql : new SQLException("a worker failed", another);
        }
        failure.addSuppressed(another);
        return failure;
    }

    /** A lost connection costs a worker, and not the run: what it had in hand is walked by the others. */
    private void work(Stretches stretches, FurtherSession own) throws SQLException {
        try (own) {
            new Worker(own.session(), run).work(stretches);
        } catch (SQLException | RuntimeException failure) {
            if (!(failure instanceof SQLException lost && SqlState.isConnectionLost(lost))) {
                run.end();
                throw failure;
            }
            run.listener().note("a worker lost its connection (" + SqlState.sentence(lost) + "); the others go on");
        }
    }
}
