package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.plan.Ranges;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.server.Blockers;
import liquibase.ext.online.server.Pause;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Relations;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A backfill at work: one range after the other, each with its progress in one transaction; then a look whether rows are
 * left, and another pass if so. That look, and not the progress, decides whether the work is done.
 */
public final class BatchLoop {
    /** Below the server's deadlock_timeout of 1 s, so that it is always this side that gives way. */
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(100);

    private static final int BATCH_SIZE = 5_000;

    private static final Duration RETRY_PAUSE = Duration.ofMillis(50);

    private final Session session;
    private final Relations relations;
    private final ProgressTable table;
    private final ProgressTable.Key key;
    private final Backfill backfill;
    private final PgVersion version;
    private final Settings settings;
    private final Listener listener;

    /** Hears of each batch, and of rounds in which other sessions were in the way. */
    public interface Listener {
        void batch(long rows, long written, long total);

        void inTheWay(Duration waited, List<String> who);
    }

    public BatchLoop(
            Session session,
            ProgressTable table,
            ProgressTable.Key key,
            Backfill backfill,
            PgVersion version,
            Settings settings,
            Listener listener) {
        this.session = session;
        this.relations = new Relations(session);
        this.table = table;
        this.key = key;
        this.backfill = backfill;
        this.version = version;
        this.settings = settings;
        this.listener = listener;
    }

    public void run() throws SQLException {
        relations.refusePartitionKey(backfill.table(), backfill.columns());
        session.rows("EXPLAIN " + backfill.update(backfill.table(), "true"));
        List<QualifiedName> parts = relations.parts(backfill.table());
        List<Ranges> ranges = new ArrayList<>();
        for (QualifiedName part : parts) {
            ranges.add(relations.ranges(part, version));
        }
        table.create();
        long total = relations.estimatedRows(parts);
        ProgressTable.State state = table.unfinished(key).orElse(new ProgressTable.State(1, "", null, null, 0, 0, 0));
        for (int passes = 0; anyLeft(); passes++) {
            if (passes == backfill.pacing().maxPasses()) {
                table.save(key, state, true);
                throw stillLeft();
            }
            ProgressTable.State end = pass(parts, ranges, state, total);
            state = new ProgressTable.State(end.pass() + 1, "", null, null, end.rows(), end.written(), end.batches());
        }
        table.save(key, state, true);
    }

    private boolean anyLeft() throws SQLException {
        return "t".equals(session.value(backfill.anyLeft()));
    }

    /** Walks the parts from the one where the last run stopped; one that is gone, or cut otherwise now, means all of them. */
    private ProgressTable.State pass(
            List<QualifiedName> parts, List<Ranges> ranges, ProgressTable.State start, long total) throws SQLException {
        ProgressTable.State state = start;
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            labels.add(parts.get(i) + " by " + ranges.get(i).describe());
        }
        int resumed = labels.indexOf(start.part());
        for (int i = Math.max(resumed, 0); i < parts.size(); i++) {
            List<String> end = i == resumed && start.end() != null
                    ? start.end()
                    : ends(ranges.get(i).end());
            if (end != null) {
                List<String> after = i == resumed ? start.after() : null;
                state = walk(
                        parts.get(i),
                        ranges.get(i),
                        new ProgressTable.State(
                                state.pass(),
                                labels.get(i),
                                after,
                                end,
                                state.rows(),
                                state.written(),
                                state.batches()),
                        total);
            }
        }
        return state;
    }

    private ProgressTable.State walk(QualifiedName part, Ranges ranges, ProgressTable.State start, long total)
            throws SQLException {
        ProgressTable.State state = start;
        List<String> end = Objects.requireNonNull(start.end());
        int size = BATCH_SIZE;
        long troubleSince = 0;
        while (!end.equals(state.after())) {
            List<String> next = ends(ranges.next(state.after(), end, size));
            List<String> upTo = next == null ? end : next;
            try {
                state = batch(part, ranges.between(state.after(), upTo), upTo, next == null ? 0 : size, state);
                troubleSince = 0;
                size = Math.min(BATCH_SIZE, size * 2);
                listener.batch(state.rows(), state.written(), total);
                Pause.exactly(Duration.ofMillis(backfill.pacing().pause().toMillis()));
            } catch (SQLException trouble) {
                if (!SqlState.isBatchTrouble(trouble)) {
                    throw trouble;
                }
                troubleSince = troubleSince == 0 ? System.nanoTime() : troubleSince;
                waitOut(trouble, Duration.ofNanos(System.nanoTime() - troubleSince));
                size = Math.max(1, size / 2);
            }
        }
        return state;
    }

    private ProgressTable.State batch(
            QualifiedName part, String range, List<String> upTo, int walked, ProgressTable.State before)
            throws SQLException {
        return session.inTransaction(() -> {
            session.execute("SET LOCAL lock_timeout = '" + LOCK_TIMEOUT.toMillis() + "ms'");
            int written = session.update(backfill.update(part, range));
            ProgressTable.State after = new ProgressTable.State(
                    before.pass(),
                    before.part(),
                    upTo,
                    before.end(),
                    before.rows() + Math.max(walked, written),
                    before.written() + written,
                    before.batches() + 1);
            table.save(key, after, false);
            return after;
        });
    }

    private void waitOut(SQLException trouble, Duration waited) throws SQLException {
        List<String> who = new Blockers(session, settings.locking().showBlockerQuery())
                .of(Map.of(backfill.table().toString(), LockMode.EXCLUSIVE))
                .described();
        listener.inTheWay(waited, who);
        if (waited.compareTo(settings.locking().budget()) >= 0) {
            throw new Refusal(
                    "rows stayed locked by others for " + waited.toSeconds() + " s (" + trouble.getMessage()
                            + "); sessions at work on the table: " + String.join("; ", who),
                    "end the sessions that hold them, or raise lockBudget");
        }
        Pause.jittered(RETRY_PAUSE);
    }

    private @Nullable List<String> ends(String query) throws SQLException {
        Optional<List<@Nullable String>> row = session.first(query);
        if (row.isEmpty()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (@Nullable String text : row.get()) {
            texts.add(String.valueOf(text));
        }
        return texts;
    }

    private Refusal stillLeft() throws SQLException {
        String count = session.value("SELECT count(*) FROM " + backfill.table() + " WHERE " + backfill.predicate());
        return new Refusal(
                count + " rows still match " + backfill.predicate() + " after "
                        + backfill.pacing().maxPasses() + " passes",
                "the values must make the condition false, and the application must no longer write such rows (give the"
                        + " column a default first); this finds them: SELECT * FROM " + backfill.table() + " WHERE "
                        + backfill.predicate());
    }
}
