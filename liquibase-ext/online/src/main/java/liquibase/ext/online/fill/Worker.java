package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import liquibase.ext.online.fill.BatchWriter.Written;
import liquibase.ext.online.fill.Stretches.Work;
import liquibase.ext.online.fill.Walk.Batch;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import org.jspecify.annotations.Nullable;

/** Walks one stretch after the other over its own connection. */
final class Worker {
    private final Session session;
    private final FillRun run;
    private final RowWriter writer;
    private final BatchSize size;
    private final Patience patience;
    private final Isolation isolation;
    private @Nullable String request;

    Worker(Session session, FillRun run) {
        this.session = session;
        this.run = run;
        this.writer = new RowWriter(session, run, false);
        this.size = new BatchSize(run.settings().pacing());
        this.patience =
                new Patience(session, run.settings().locking(), run.work().table(), run.listener());
        this.isolation = new Isolation(session, run, writer, patience, true);
    }

    /** Works until every stretch is handed out, or another worker failed. */
    void work(Stretches stretches) throws SQLException {
        @Nullable Stretch before = null;
        while (!run.ended()) {
            try {
                Optional<Work> next = stretches.next(session, before);
                if (next.isEmpty()) {
                    return;
                }
                before = next.get().stretch();
                if (!walk(next.get(), stretches.inPage(before))) {
                    stretches.leave(before.part());
                }
            } catch (SQLException failure) {
                if (before != null && run.parts().explain(session, before.part(), failure)) {
                    stretches.leave(before.part());
                } else {
                    if (before != null) {
                        stretches.giveBack(before);
                    }
                    throw failure;
                }
            }
        }
    }

    /** Whether its part is still one of the table. */
    private boolean walk(Work work, InPage inPage) throws SQLException {
        Stretch stretch = work.stretch();
        @Nullable List<String> cursor = work.cursor();
        long updates = 0;
        long updatesInPage = 0;
        while (!run.ended()) {
            run.gate().pass(session, request);
            Batch batch = stretch.walk().next(session, stretch, cursor, size.rows());
            if (batch == null) {
                inPage.seen(stretch, updates, updatesInPage);
                return true;
            }
            try {
                Written done = write(stretch, batch);
                updates += done.updates();
                updatesInPage += done.inPage();
                cursor = batch.cursor();
                if (done.partGone()) {
                    return false;
                }
                after(stretch, batch, done, inPage);
            } catch (SQLException failure) {
                if (SqlState.isRowError(failure)) {
                    isolate(stretch, batch, cursor);
                    cursor = batch.cursor();
                } else {
                    patience.with(failure);
                    size.halve();
                }
            }
        }
        return true;
    }

    private Written write(Stretch stretch, Batch batch) throws SQLException {
        LongFunction<String> progress =
                rows -> run.table().batchDone(stretch.number(), batch.cursor(), Math.max(batch.rows(), rows), rows);
        return writer.write(stretch.part(), batch.condition(), patience.isSpent(), progress);
    }

    private void after(Stretch stretch, Batch batch, Written done, InPage inPage) throws SQLException {
        patience.rewarded();
        size.took(done.took(), Math.max(batch.rows(), done.rows()));
        request = done.request();
        run.count(Math.max(batch.rows(), done.rows()), done.rows());
        run.vacuums().after(session, stretch.part(), done.rows(), inPage.works(), run.rows(stretch.part()));
        run.gate().rest(session, done.took());
        if (done.crowd() != null) {
            size.halve();
            run.gate().stepAside(session, done.crowd());
        }
    }

    private void isolate(Stretch stretch, Batch batch, @Nullable List<String> cursor) throws SQLException {
        long written = isolation.write(
                stretch.part(), batch.condition(), rows -> run.table().batchDone(stretch.number(), cursor, 0, rows));
        session.execute(run.table().batchDone(stretch.number(), batch.cursor(), batch.rows(), 0));
        run.count(batch.rows(), written);
    }
}
