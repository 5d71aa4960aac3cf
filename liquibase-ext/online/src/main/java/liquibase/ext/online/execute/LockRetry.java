package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.server.Blockers;
import liquibase.ext.online.server.Blockers.Found;
import liquibase.ext.online.server.IdleBlockers;
import liquibase.ext.online.server.Pause;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Sql;

/**
 * Commands under locks that stop a running application. The lock is first asked for without queueing, again and again;
 * when a busy table never lets us in that way, by short waits that lengthen up to the lock timeout, and only while no
 * transaction in the way is older than such a wait. Lock, command and COMMIT travel together, so that the lock is held for
 * no round trip.
 */
final class LockRetry {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);

    /** A table that is merely busy lets us in within this time, without anybody having to wait. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final Duration REPORT_EVERY = Duration.ofSeconds(5);

    /** How much of a stall is paid for by how much of quiet: after a wait of 1, ten of not waiting. */
    private static final int QUIET_FACTOR = 10;

    private final Session session;
    private final Settings settings;
    private final Listener listener;
    private final IdleBlockers idle;

    /** Hears of each round that failed. */
    interface Listener {
        void failedRound(Duration waited, List<String> blockers);

        /** A session in the way was ended, or could not be. */
        void note(String text);
    }

    LockRetry(Session session, Settings settings, Listener listener) {
        this.session = session;
        this.settings = settings;
        this.listener = listener;
        this.idle = new IdleBlockers(settings.locking().endIdleBlockersAfter(), listener::note);
    }

    /**
     * Runs the commands.
     *
     * @param rows statements that are committed with them; they may write to {@code table} only, which is locked, as a
     *     writer does, before the others are, so that nobody has to wait for it
     */
    void run(List<Command> commands, Footprint footprint, List<String> rows, String table) throws SQLException {
        Map<String, LockMode> locks = footprint.locksThatStopWrites();
        Map<String, LockMode> asked = mayBeAsked(locks);
        String first = rows.isEmpty() ? "" : "LOCK TABLE " + table + " IN ROW EXCLUSIVE MODE; ";
        String work = Stream.concat(commands.stream().map(Command::sql), rows.stream())
                .collect(Collectors.joining("; "));
        Blockers blockers = new Blockers(session, settings.locking().showBlockerQuery());
        long start = System.nanoTime();
        Duration wait = min(FIRST_WAIT, settings.locking().timeout());
        Duration nextWaitAt = PATIENCE;
        Duration nextReportAt = PATIENCE;
        while (true) {
            boolean queues = asked.size() < locks.size();
            if (!(queues && !blockers.of(locks).described().isEmpty())
                    && tryOnce(transaction(first, work, asked, " NOWAIT", wait, false))) {
                return;
            }
            Found found = blockers.of(locks);
            idle.end(session, found.pids());
            Duration waited = since(start);
            if (waited.compareTo(nextWaitAt) >= 0) {
                boolean autovacuum = found.onlyAutovacuum() && isSuperuser();
                if (autovacuum || found.oldest().compareTo(wait) <= 0) {
                    if (tryOnce(transaction(first, work, asked, "", wait, autovacuum))) {
                        return;
                    }
                    found = blockers.of(locks);
                }
                wait = min(wait.multipliedBy(3).dividedBy(2), settings.locking().timeout());
                nextWaitAt = since(start).plus(wait.multipliedBy(QUIET_FACTOR));
            }
            if (waited.compareTo(nextReportAt) >= 0 && !found.described().isEmpty()) {
                listener.failedRound(waited, found.described());
                nextReportAt = waited.plus(REPORT_EVERY);
            }
            if (waited.compareTo(settings.locking().budget()) >= 0) {
                throw gaveUp(locks, waited, found);
            }
            Pause.jittered(session, POLL);
        }
    }

    /**
     * The locks that LOCK TABLE would grant. It wants the right to change rows, where a foreign key wants no more than
     * REFERENCES of the referenced table; there the statement itself queues, for as long as a wait, when nobody is in the way.
     */
    private Map<String, LockMode> mayBeAsked(Map<String, LockMode> locks) throws SQLException {
        Map<String, LockMode> asked = new LinkedHashMap<>();
        for (Map.Entry<String, LockMode> lock : locks.entrySet()) {
            if (session.holds("has_table_privilege(" + Sql.literal(lock.getKey()) + ", 'UPDATE, DELETE, TRUNCATE')")) {
                asked.put(lock.getKey(), lock.getValue());
            }
        }
        return asked;
    }

    private boolean tryOnce(String transaction) throws SQLException {
        try {
            session.execute(transaction);
            return true;
        } catch (SQLException failure) {
            if (SqlState.isLockTrouble(failure)) {
                return false;
            }
            throw failure;
        }
    }

    /** Autovacuum gives way to a waiter once deadlock_timeout is over; only a superuser may shorten that. */
    private boolean isSuperuser() throws SQLException {
        return session.holds("current_setting('is_superuser') = 'on'");
    }

    private String transaction(
            String first,
            String work,
            Map<String, LockMode> locks,
            String nowait,
            Duration wait,
            boolean hurryAutovacuum) {
        String asked = locks.entrySet().stream()
                .map(lock ->
                        "LOCK TABLE " + lock.getKey() + " IN " + lock.getValue().sqlName() + " MODE" + nowait + "; ")
                .collect(Collectors.joining());
        return session.authored().begin() + "SET LOCAL lock_timeout = '" + wait.toMillis() + "ms'; "
                + (hurryAutovacuum ? "SET LOCAL deadlock_timeout = '" + Math.max(1, wait.toMillis() / 2) + "ms'; " : "")
                + first + asked + work + "; COMMIT";
    }

    private Refusal gaveUp(Map<String, LockMode> locks, Duration waited, Found found) {
        String wanted = locks.entrySet().stream()
                .map(lock -> lock.getValue().sqlName() + " on " + lock.getKey())
                .collect(Collectors.joining(" and "));
        String who = found.described().isEmpty() ? "changing sessions" : String.join("; ", found.described());
        String remedy = found.onlyAutovacuum()
                ? "autovacuum gives way only to a wait longer than deadlock_timeout: raise lockTimeout above it once, or wait"
                        + " until the table is vacuumed"
                : found.ending() + ", or raise lockTimeout, the longest stall of"
                        + " others that one try may cause, now "
                        + settings.locking().timeout().toMillis() + " ms";
        return new Refusal("no lock " + wanted + " in " + waited.toSeconds() + " s; in the way: " + who, remedy);
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
