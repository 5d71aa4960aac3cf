package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import liquibase.ext.online.fill.BatchWriter.Checked;
import liquibase.ext.online.fill.BatchWriter.Written;
import liquibase.ext.online.fill.Stretches.Work;
import liquibase.ext.online.fill.Walk.Batch;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import org.jspecify.annotations.Nullable;

/** Walks one stretch after the other over its own connection. */
final class Worker {
    /** So often others may be in the way of a batch before the rows that they hold are left for later. */
    private static final int TRIES = 3;

    private final Session session;
    private final FillRun run;
    private final BatchWriter writer;
    private final BatchSize size;
    private final Patience patience;
    private final Isolation isolation;
    private @Nullable String request;

    Worker(Session session, FillRun run) {
        this.session = session;
        this.run = run;
        this.writer = new BatchWriter(
                session,
                run.backfill(),
                run.table().request(),
                run.settings().throttling().maxLockWaiters());
        this.size = new BatchSize(run.settings().pacing());
        this.patience =
                new Patience(session, run.settings().locking(), run.backfill().table(), run.listener());
        this.isolation = new Isolation(session, run.backfill(), writer, patience, run.refused());
    }

    /** Works until every stretch is handed out, or another worker failed. */
    void work(Stretches stretches) throws SQLException {
        @Nullable Stretch before = null;
        while (!run.ended()) {
            Optional<Work> next = stretches.next(session, before);
            if (next.isEmpty()) {
                return;
            }
            before = next.get().stretch();
            try {
                walk(next.get(), stretches.inPage(before));
            } catch (SQLException failure) {
                stretches.giveBack(before);
                throw failure;
            }
        }
    }

    private void walk(Work work, InPage inPage) throws SQLException {
        Stretch stretch = work.stretch();
        @Nullable List<String> cursor = work.cursor();
        long updates = 0;
        long updatesInPage = 0;
        while (!run.ended()) {
            run.gate().pass(session, request);
            Batch batch = stretch.walk().next(session, stretch, cursor, size.rows());
            if (batch == null) {
                inPage.seen(stretch, updates, updatesInPage);
                return;
            }
            try {
                Written done = write(stretch, batch);
                updates += done.updates();
                updatesInPage += done.inPage();
                cursor = batch.cursor();
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
    }

    private Written write(Stretch stretch, Batch batch) throws SQLException {
        LongFunction<String> progress =
                rows -> run.table().batchDone(stretch.number(), batch.cursor(), Math.max(batch.rows(), rows), rows);
        Optional<Written> checked = run.isProven() ? Optional.empty() : prove(stretch, batch, progress);
        if (checked.isPresent()) {
            return checked.get();
        }
        return patience.tries() < TRIES
                ? writer.write(stretch.part(), batch.condition(), progress)
                : writer.writeUnlocked(stretch.part(), batch.condition(), progress);
    }

    /**
     * Values that leave the author's condition true would be written again and again, and never be done; the first rows
     * show it before they are committed. Empty when the batch is still to be written.
     */
    private Optional<Written> prove(Stretch stretch, Batch batch, LongFunction<String> progress) throws SQLException {
        Checked first = writer.writeOrName(
                stretch.part(), batch.condition(), run.key(stretch.part()), Integer.MAX_VALUE, progress);
        if (first.rows() > 0 && first.rows() == first.unchanged().size()) {
            throw run.useless(first.rows());
        }
        if (first.rows() > 0) {
            run.proven();
        }
        return first.unchanged().isEmpty()
                ? Optional.of(
                        new Written(first.rows(), 0, 0, run.settings().pacing().batchTime(), null, null))
                : Optional.empty();
    }

    private void after(Stretch stretch, Batch batch, Written done, InPage inPage) throws SQLException {
        patience.rewarded();
        size.took(done.took());
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
                stretch.part(),
                run.key(stretch.part()),
                batch.condition(),
                rows -> run.table().batchDone(stretch.number(), cursor, 0, rows));
        session.execute(run.table().batchDone(stretch.number(), batch.cursor(), batch.rows(), 0));
        run.count(batch.rows(), written);
    }
}
