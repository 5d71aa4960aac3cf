package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.server.Blockers;
import liquibase.ext.online.server.Heartbeat;
import liquibase.ext.online.server.IdleBlockers;
import liquibase.ext.online.server.Session;
import org.jspecify.annotations.Nullable;

/** What there is to see of a build, or of another long statement, and to do for it meanwhile. */
final class BuildWatch implements Observer.Look {
    private static final Duration REPORT_EVERY = Duration.ofSeconds(5);

    private final int pid;
    private final boolean showQuery;
    private final IdleBlockers idle;
    private final Heartbeat heartbeat;
    private final Listener listener;
    private final long startNanos = System.nanoTime();
    private long reportedNanos = startNanos - REPORT_EVERY.toNanos();

    /** Hears every few seconds, from the observer's thread. */
    interface Listener {
        void building(Building building);

        /** A statement that is no build waits for other sessions. */
        void waiting(Duration waited, List<String> blockers);
    }

    /**
     * Watches what a session does.
     *
     * @param pid the backend of that session
     * @param note hears of sessions that are ended
     */
    BuildWatch(int pid, Settings.Locking locking, Heartbeat heartbeat, Listener listener, Consumer<String> note) {
        this.pid = pid;
        this.showQuery = locking.showBlockerQuery();
        this.idle = new IdleBlockers(locking.endIdleBlockersAfter(), note);
        this.heartbeat = heartbeat;
        this.listener = listener;
    }

    @Override
    public void at(Session beside) throws SQLException {
        heartbeat.beat(beside);
        Map<Integer, String> blockers = new Blockers(beside, showQuery).waitedForBy(pid);
        if (System.nanoTime() - reportedNanos >= REPORT_EVERY.toNanos()) {
            report(beside, List.copyOf(blockers.values()));
        }
        idle.end(beside, blockers.keySet());
    }

    private void report(Session beside, List<String> blockers) throws SQLException {
        Optional<List<@Nullable String>> build =
                beside.first("SELECT phase, CASE WHEN phase ~ '^waiting' THEN 'sessions'"
                        + " WHEN phase ~ 'scanning' THEN 'blocks' ELSE 'rows' END, CASE WHEN phase ~ '^waiting' THEN lockers_done"
                        + " WHEN phase ~ 'scanning' THEN blocks_done ELSE tuples_done END, CASE WHEN phase ~ '^waiting' THEN"
                        + " lockers_total WHEN phase ~ 'scanning' THEN blocks_total ELSE tuples_total END FROM"
                        + " pg_stat_progress_create_index WHERE pid = " + pid + " AND phase IS NOT NULL");
        if (build.isPresent()) {
            List<@Nullable String> row = build.get();
            listener.building(new Building(
                    String.valueOf(row.get(0)),
                    String.valueOf(row.get(1)),
                    Long.parseLong(String.valueOf(row.get(2))),
                    Long.parseLong(String.valueOf(row.get(3))),
                    blockers));
        } else if (!blockers.isEmpty()) {
            listener.waiting(Duration.ofNanos(System.nanoTime() - startNanos), blockers);
        } else {
            return;
        }
        reportedNanos = System.nanoTime();
    }
}
