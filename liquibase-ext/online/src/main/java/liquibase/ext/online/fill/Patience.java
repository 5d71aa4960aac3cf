package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.plan.Settings.Locking;
import liquibase.ext.online.server.Blockers;
import liquibase.ext.online.server.Blockers.Found;
import liquibase.ext.online.server.IdleBlockers;
import liquibase.ext.online.server.Pause;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.sql.QualifiedName;

/** What one worker does about rows that others hold: it steps aside for a moment, and gives up when its budget is spent. */
final class Patience {
    private static final int TRIES = 3;
    private static final Duration RETRY = Duration.ofMillis(50);
    private static final Duration FIRST_REPORT = Duration.ofMillis(500);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(5);

    private final Session session;
    private final Locking locking;
    private final QualifiedName table;
    private final FillListener listener;
    private final IdleBlockers idle;
    private long sinceNanos;
    private int tries;
    private Duration nextReport = FIRST_REPORT;

    Patience(Session session, Locking locking, QualifiedName table, FillListener listener) {
        this.session = session;
        this.locking = locking;
        this.table = table;
        this.listener = listener;
        this.idle = new IdleBlockers(locking.endIdleBlockersAfter(), listener::note);
    }

    /** Whether others were in the way so often in a row that the rows which they hold are better left for later. */
    boolean isSpent() {
        return tries >= TRIES;
    }

    /** A batch went through. */
    void rewarded() {
        tries = 0;
        nextReport = FIRST_REPORT;
    }

    /** Steps aside when others were in the way; anything else is thrown again. */
    void with(SQLException trouble) throws SQLException {
        if (!SqlState.isBatchTrouble(trouble)) {
            throw trouble;
        }
        if (tries++ == 0) {
            sinceNanos = System.nanoTime();
        }
        Duration waited = Duration.ofNanos(System.nanoTime() - sinceNanos);
        if (locking.endIdleBlockersAfter() != null && idle.end(session, found().pids())) {
            return;
        }
        if (waited.compareTo(nextReport) >= 0) {
            nextReport = waited.plus(REPORT_EVERY);
            listener.inTheWay(waited, found().described());
        }
        if (waited.compareTo(locking.budget()) >= 0) {
            throw new Refusal(
                    "rows stayed locked by others for " + waited.toSeconds() + " s (" + SqlState.sentence(trouble)
                            + "); sessions at work on the table: " + String.join("; ", found().described()),
                    found().ending() + ", or raise lockBudget",
                    trouble);
        }
        Pause.jittered(session, RETRY);
    }

    private Found found() throws SQLException {
        return new Blockers(session, locking.showBlockerQuery()).of(Map.of(table.toString(), LockMode.EXCLUSIVE));
    }
}
