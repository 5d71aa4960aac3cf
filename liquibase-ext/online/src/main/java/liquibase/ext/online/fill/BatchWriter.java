package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.plan.Deletion;
import liquibase.ext.online.plan.RowWork;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.RowSecurity;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.Session.Outcome;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.throttle.LockWaiters;
import org.jspecify.annotations.Nullable;

/** Writes rows, and how far that leads, in one transaction of two round trips. */
final class BatchWriter {
    /** Below the server's deadlock_timeout of 1 s, so that it is always this side that gives way. */
    private static final String PATIENCE = "SET LOCAL lock_timeout = '100ms'; ";

    /** One more than may be set aside. */
    private static final int MOST_NAMED = RefusedRows.MOST + 1;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Session session;
    private final RowWork work;
    private final Parts parts;
    private final RowSecurity security;
    private final String request;
    private final @Nullable Integer maxLockWaiters;
    private long lookedNanos = System.nanoTime() - LOOK_EVERY.toNanos();

    /** A writer for one worker. */
    BatchWriter(Session session, FillRun run) {
        this.session = session;
        this.work = run.work();
        this.parts = run.parts();
        this.security = run.security(session);
        this.request = run.table().request();
        this.maxLockWaiters = run.settings().throttling().maxLockWaiters();
    }

    /**
     * A batch that is committed.
     *
     * @param updates that the server counts for this session since it last gave its counts away: this batch's, and
     *     perhaps those of the batches before
     * @param inPage how many of these updates were in the page
     * @param partGone whether the part is no longer one of the table
     * @param request what a command asked for; null for nothing
     * @param crowd that more sessions waited for the batch than may; null otherwise
     */
    record Written(
            long rows,
            long updates,
            long inPage,
            Duration took,
            boolean partGone,
            @Nullable String request,
            @Nullable String crowd) {}

    /**
     * Writes the rows that meet the condition, and with them what {@code progress} makes of their number.
     *
     * @param skipLocked whether to leave rows that others hold
     */
    Written write(QualifiedName part, String condition, boolean skipLocked, LongFunction<String> progress)
            throws SQLException {
        String rows = skipLocked
                ? "ctid OPERATOR(pg_catalog.=) ANY (ARRAY(SELECT ctid" + from(part, condition) + unlocked() + "))"
                : condition;
        long start = System.nanoTime();
        try {
            return commit(part, written(session.script(begin() + work.statement(part, rows))), start, progress);
        } catch (SQLException failure) {
            session.rollBack(failure);
            throw failure;
        }
    }

    /** Whoever moves rows says how many went, and how many came. */
    private long written(Outcome outcome) throws Refusal {
        if (!(work instanceof Deletion moving) || moving.archive() == null) {
            return outcome.written();
        }
        long gone = number(outcome.rows().get(0).get(0));
        long kept = number(outcome.rows().get(0).get(1));
        if (kept != gone) {
            throw new Refusal(
                    gone - kept + " of " + gone + " rows would be lost: something keeps them out of "
                            + moving.archive().table(),
                    "look at the triggers of that table: each row must come to stand in it");
        }
        return gone;
    }

    private String unlocked() {
        return work.event().lock() + " SKIP LOCKED";
    }

    private Written commit(QualifiedName part, long rows, long start, LongFunction<String> progress)
            throws SQLException {
        @Nullable String crowd = crowd();
        String relation = Sql.literal(part.toString()) + "::regclass";
        Outcome end = session.script(session.authored().ours() + progress.apply(rows)
                + "; SELECT pg_stat_get_xact_tuples_updated(" + relation + "), pg_stat_get_xact_tuples_hot_updated("
                + relation + "), " + security.hides(Sql.literal(part.toString())) + ", " + parts.gone(part) + ", ("
                + request + "); " + session.authored().theirs() + "COMMIT");
        List<@Nullable String> row = end.rows().get(0);
        if ("t".equals(row.get(2))) {
            throw security.refusal(part);
        }
        return new Written(
                rows, number(row.get(0)), number(row.get(1)), since(start), "t".equals(row.get(3)), row.get(4), crowd);
    }

    /**
     * What a look at written rows showed.
     *
     * @param committed null when rows still need the values
     * @param unchanged how many these are
     * @param named the keys of the first of them
     */
    record Checked(@Nullable Written committed, long rows, long unchanged, List<List<String>> named) {}

    /** Writes rows and looks at them: when some still meet the condition of the backfill, nothing is committed. */
    Checked writeOrName(
            Backfill backfill,
            QualifiedName part,
            String condition,
            boolean skipLocked,
            RowKey key,
            LongFunction<String> progress)
            throws SQLException {
        long start = System.nanoTime();
        try {
            Outcome outcome = session.script(begin() + "WITH written AS ("
                    + returning(backfill, part, condition, skipLocked, key)
                    + ") SELECT pg_catalog.count(*), pg_catalog.count(key)::pg_catalog.text FROM written UNION ALL (SELECT NULL,"
                    + " key::pg_catalog.text FROM written WHERE"
                    + " key IS NOT NULL LIMIT " + MOST_NAMED + ")");
            long rows = number(outcome.rows().get(0).get(0));
            long unchanged = number(outcome.rows().get(0).get(1));
            List<List<String>> named = new ArrayList<>();
            for (List<@Nullable String> row :
                    outcome.rows().subList(1, outcome.rows().size())) {
                named.add(Objects.requireNonNull(TextArray.read(row.get(1))));
            }
            if (named.isEmpty()) {
                return new Checked(commit(part, rows, start, progress), rows, 0, named);
            }
            session.execute("ROLLBACK");
            return new Checked(null, rows, unchanged, named);
        } catch (SQLException failure) {
            session.rollBack(failure);
            throw failure;
        }
    }

    /**
     * Writes the rows that meet the condition by an UPDATE and nothing around it, which follows a row that moves meanwhile to
     * where it went. Null, and nothing is committed, when some would still need the values.
     */
    @Nullable
    Written writePlainly(Backfill backfill, QualifiedName part, String condition, LongFunction<String> progress)
            throws SQLException {
        long start = System.nanoTime();
        try {
            List<@Nullable String> counts = session.script(
                            begin() + "WITH written AS ("
                                    + backfill.statement(part, condition) + " RETURNING " + backfill.predicate()
                                    + " AS still) SELECT pg_catalog.count(*), pg_catalog.count(*) FILTER (WHERE still) FROM written")
                    .rows()
                    .get(0);
            if (number(counts.get(1)) == 0) {
                return commit(part, number(counts.get(0)), start, progress);
            }
            session.execute("ROLLBACK");
            return null;
        } catch (SQLException failure) {
            session.rollBack(failure);
            throw failure;
        }
    }

    /** An UPDATE that returns, for each row, the key that it had if it still needs the values, else NULL. */
    private String returning(Backfill backfill, QualifiedName part, String condition, boolean skipLocked, RowKey key) {
        String ifUnchanged = " RETURNING CASE WHEN " + backfill.predicate() + " THEN ";
        if (!skipLocked && key.stays() && !key.hasAnyOf(backfill.columns())) {
            return backfill.statement(part, condition) + ifUnchanged + key.array() + " END AS key";
        }
        String old = backfill.unused("online_old");
        String place = backfill.unused("online_place");
        String oldKey = backfill.unused("online_key");
        return "UPDATE " + backfill.as(part) + " SET " + backfill.set() + " FROM (SELECT ctid AS " + place + ", "
                + key.array() + " AS " + oldKey + from(part, condition) + (skipLocked ? unlocked() : "") + ") AS " + old
                + " WHERE " + Sql.name(backfill.table().name()) + ".ctid OPERATOR(pg_catalog.=) " + old + "." + place
                + " AND "
                + backfill.predicate() + ifUnchanged + old + "." + oldKey + " END AS key";
    }

    private String from(QualifiedName part, String condition) {
        return " FROM " + work.as(part) + " WHERE " + condition + " AND " + work.predicate();
    }

    /** Asked while the locks are held, at most once a second. */
    private @Nullable String crowd() throws SQLException {
        if (maxLockWaiters == null || System.nanoTime() - lookedNanos < LOOK_EVERY.toNanos()) {
            return null;
        }
        lookedNanos = System.nanoTime();
        session.script(session.authored().ours());
        int waiting = LockWaiters.of(session);
        return waiting > maxLockWaiters ? LockWaiters.sentence(waiting, maxLockWaiters) : null;
    }

    private String begin() {
        return session.authored().begin() + PATIENCE;
    }

    private static long number(@Nullable String text) {
        return Long.parseLong(String.valueOf(text));
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
