package liquibase.ext.online.throttle;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import liquibase.ext.online.server.Session;
import org.jspecify.annotations.Nullable;

/**
 * Standbys that replay too slowly. The server's {@code replay_lag} is NULL when nothing flows and stands still with a
 * standby that no longer answers, so the time since which we have seen WAL that a standby lacks counts as well.
 *
 * <p>A standby that is not connected holds the backfill when we can know of it: by its physical replication slot, or
 * because it was connected earlier in this run. Where neither is the case there is nothing that could be behind, and the
 * backfill goes on. Subscribers of logical replication are not standbys; {@code maxSlotWal} is for them.
 */
final class ReplicaLag implements Signal {
    private static final String STANDBYS = """
            SELECT r.state IS NULL, coalesce(nullif(r.application_name, ''), 'pid ' || r.pid)
                || coalesce(' (' || host(r.client_addr) || ')', ''),
              (extract(epoch FROM r.replay_lag) * 1e9)::bigint, r.replay_lsn - '0/0', pg_current_wal_lsn() - '0/0'
            FROM pg_stat_replication r LEFT JOIN pg_replication_slots s ON s.active_pid = r.pid
            WHERE s.slot_type IS DISTINCT FROM 'logical' AND r.state IS DISTINCT FROM 'backup'
              AND (r.state IS NULL OR r.replay_lsn IS NOT NULL)
            ORDER BY 2""";

    /** A slot that was never used belongs to nobody yet. */
    private static final String LEFT_SLOTS =
            "SELECT slot_name FROM pg_replication_slots WHERE slot_type = 'physical' AND NOT"
                    + " active AND NOT temporary AND (restart_lsn IS NOT NULL OR wal_status = 'lost') ORDER BY 1";

    private final Duration longest;
    private final LongSupplier nanoTime;

    /** Positions in the WAL, and when we first saw the primary there. */
    private final TreeMap<Long, Long> positions = new TreeMap<>();

    private final Map<String, Long> lastSeen = new TreeMap<>();

    ReplicaLag(Duration longest, LongSupplier nanoTime) {
        this.longest = longest;
        this.nanoTime = nanoTime;
    }

    @Override
    public String setting() {
        return "maxReplicaLag";
    }

    @Override
    public Optional<String> holds(Session session) throws SQLException {
        List<List<@Nullable String>> standbys = session.rows(STANDBYS);
        if (standbys.stream().anyMatch(row -> "t".equals(row.get(0)))) {
            return Optional.of(Hidden.from(session, setting(), "how far standbys are behind"));
        }
        long now = nanoTime.getAsLong();
        Optional<String> reason = behind(standbys, now).or(() -> gone(now));
        return reason.isPresent() ? reason : leftSlot(session);
    }

    Optional<String> behind(List<List<@Nullable String>> standbys, long now) {
        String slowest = "";
        long most = -1;
        long replayedByAll = Long.MAX_VALUE;
        for (List<@Nullable String> row : standbys) {
            String name = String.valueOf(row.get(1));
            lastSeen.put(name, now);
            long replayed = Long.parseLong(String.valueOf(row.get(3)));
            long written = Long.parseLong(String.valueOf(row.get(4)));
            positions.putIfAbsent(written, now);
            replayedByAll = Math.min(replayedByAll, replayed);
            long lag = lag(row.get(2), replayed, written, now);
            if (lag > most) {
                most = lag;
                slowest = name;
            }
        }
        positions.headMap(replayedByAll, true).clear();
        return most <= longest.toNanos()
                ? Optional.empty()
                : Optional.of("standby " + slowest + " is " + seconds(most)
                        + " behind in replaying, more than maxReplicaLag " + seconds(longest.toNanos()));
    }

    private long lag(@Nullable String reported, long replayed, long written, long now) {
        if (replayed >= written) {
            return 0;
        }
        Map.Entry<Long, Long> lacking = positions.higherEntry(replayed);
        long seen = lacking == null ? 0 : now - lacking.getValue();
        return reported == null ? seen : Math.max(seen, Long.parseLong(reported));
    }

    Optional<String> gone(long now) {
        return lastSeen.entrySet().stream()
                .filter(standby -> standby.getValue() != now)
                .findFirst()
                .map(standby -> "standby " + standby.getKey() + " has not been connected for "
                        + seconds(now - standby.getValue())
                        + ", so that its lag cannot be read; start it again, or, if it is gone for good, stop this run and"
                        + " start another");
    }

    private static Optional<String> leftSlot(Session session) throws SQLException {
        return session.first(LEFT_SLOTS)
                .map(row -> "no standby is connected to the physical replication slot " + row.get(0)
                        + ", so that its lag cannot be read; start the standby, or drop the slot");
    }

    private static String seconds(long nanos) {
        double seconds = nanos / 1e9;
        return String.format(Locale.ROOT, seconds == Math.rint(seconds) ? "%.0f s" : "%.1f s", seconds);
    }
}
