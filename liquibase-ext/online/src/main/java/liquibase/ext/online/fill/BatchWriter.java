package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.Session.Outcome;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.throttle.LockWaiters;
import org.jspecify.annotations.Nullable;

/** Writes rows, and how far that leads, in one transaction of two round trips. */
final class BatchWriter {
    /** Below the server's deadlock_timeout of 1 s, so that it is always this side that gives way. */
    private static final String BEGIN = "BEGIN; SET LOCAL lock_timeout = '100ms'; ";

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Session session;
    private final Backfill backfill;
    private final String request;
    private final @Nullable Integer maxLockWaiters;
    private long lookedNanos = System.nanoTime() - LOOK_EVERY.toNanos();

    /**
     * A writer for one worker.
     *
     * @param request a query for what a command asked of this backfill
     * @param maxLockWaiters the most sessions that may wait for a batch; null not to look
     */
    BatchWriter(Session session, Backfill backfill, String request, @Nullable Integer maxLockWaiters) {
        this.session = session;
        this.backfill = backfill;
        this.request = request;
        this.maxLockWaiters = maxLockWaiters;
    }

    /**
     * A batch that is committed.
     *
     * @param updates that the server counts for this session since it last gave its counts away: this batch's, and
     *     perhaps those of the batches before
     * @param inPage how many of these updates were in the page
     * @param request what a command asked for; null for nothing
     * @param crowd that more sessions waited for the batch than may; null otherwise
     */
    record Written(
            long rows,
            long updates,
            long inPage,
            Duration took,
            @Nullable String request,
            @Nullable String crowd) {}

    /** Writes the rows that meet the condition, and with them what {@code progress} makes of their number. */
    Written write(QualifiedName part, String condition, LongFunction<String> progress) throws SQLException {
        return commit(part, backfill.update(part, condition), progress);
    }

    /** The same, without rows that others hold. */
    Written writeUnlocked(QualifiedName part, String condition, LongFunction<String> progress) throws SQLException {
        String unlocked = "ctid = ANY (ARRAY(SELECT ctid FROM ONLY " + part + " WHERE " + condition + " AND "
                + backfill.predicate() + " FOR NO KEY UPDATE SKIP LOCKED))";
        return commit(part, backfill.update(part, unlocked), progress);
    }

    private Written commit(QualifiedName part, String update, LongFunction<String> progress) throws SQLException {
        long start = System.nanoTime();
        try {
            long rows = session.script(BEGIN + update).written();
            @Nullable String crowd = crowd();
            String relation = Sql.literal(part.toString()) + "::regclass";
            Outcome end = session.script(progress.apply(rows) + "; SELECT pg_stat_get_xact_tuples_updated(" + relation
                    + "), pg_stat_get_xact_tuples_hot_updated(" + relation + "), (" + request + "); COMMIT");
            List<@Nullable String> row = end.rows().get(0);
            return new Written(rows, number(row.get(0)), number(row.get(1)), since(start), row.get(2), crowd);
        } catch (SQLException failure) {
            session.rollBack(failure);
            throw failure;
        }
    }

    /** What a look at written rows showed: how many there are, and the keys of those that still need the values. */
    record Checked(long rows, List<List<String>> unchanged) {}

    /**
     * Writes rows and looks at them: when some still meet the condition of the backfill, nothing is committed.
     *
     * @param most how many of those rows to name
     */
    Checked writeOrName(QualifiedName part, String condition, RowKey key, int most, LongFunction<String> progress)
            throws SQLException {
        try {
            Outcome outcome =
                    session.script(BEGIN + "WITH written AS (" + backfill.update(part, condition) + " RETURNING "
                            + key.array() + " AS key, " + backfill.predicate()
                            + " IS TRUE AS unchanged) SELECT (SELECT count(*) FROM"
                            + " written), NULL UNION ALL (SELECT NULL, key::text FROM written WHERE unchanged LIMIT "
                            + most + ")");
            List<List<String>> unchanged = new ArrayList<>();
            for (List<@Nullable String> row : outcome.rows()) {
                List<String> found = TextArray.read(row.get(1));
                if (found != null) {
                    unchanged.add(found);
                }
            }
            long rows = number(outcome.rows().get(0).get(0));
            session.execute(unchanged.isEmpty() ? progress.apply(rows) + "; COMMIT" : "ROLLBACK");
            return new Checked(rows, unchanged);
        } catch (SQLException failure) {
            session.rollBack(failure);
            throw failure;
        }
    }

    /** Asked while the locks are held, at most once a second. */
    private @Nullable String crowd() throws SQLException {
        if (maxLockWaiters == null || System.nanoTime() - lookedNanos < LOOK_EVERY.toNanos()) {
            return null;
        }
        lookedNanos = System.nanoTime();
        int waiting = LockWaiters.of(session);
        return waiting > maxLockWaiters ? LockWaiters.sentence(waiting, maxLockWaiters) : null;
    }

    private static long number(@Nullable String text) {
        return Long.parseLong(String.valueOf(text));
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
