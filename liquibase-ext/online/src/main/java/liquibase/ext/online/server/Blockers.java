package liquibase.ext.online.server;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** The sessions that hold locks in conflict with one we want, and how long their transactions have lasted. */
public final class Blockers {
    private final Session session;
    private final boolean showQuery;
    private final Map<String, Long> firstSeenNanos = new HashMap<>();

    public Blockers(Session session, boolean showQuery) {
        this.session = session;
        this.showQuery = showQuery;
    }

    /**
     * Who is in the way.
     *
     * @param oldest how long the oldest of their transactions has lasted
     * @param onlyAutovacuum whether none but autovacuum workers are in the way
     */
    public record Found(List<String> described, Duration oldest, boolean onlyAutovacuum) {}

    public Found of(Map<String, LockMode> wanted) throws SQLException {
        List<String> described = new ArrayList<>();
        long oldestMillis = 0;
        boolean onlyAutovacuum = true;
        for (Map.Entry<String, LockMode> lock : wanted.entrySet()) {
            for (List<@Nullable String> row : session.rows(query(lock.getKey(), lock.getValue()))) {
                described.add(row.get(0) + (showQuery ? ", query: " + row.get(4) : ""));
                oldestMillis = Math.max(oldestMillis, age(row.get(1), row.get(2)));
                onlyAutovacuum &= "autovacuum worker".equals(row.get(3));
            }
        }
        return new Found(described, Duration.ofMillis(oldestMillis), onlyAutovacuum && !described.isEmpty());
    }

    /** Without pg_read_all_stats the server hides the start of foreign transactions; then ours of seeing them counts. */
    private long age(@Nullable String pid, @Nullable String millis) {
        long now = System.nanoTime();
        long seen = firstSeenNanos.computeIfAbsent(String.valueOf(pid), unused -> now);
        return Math.max(
                millis == null ? 0 : Long.parseLong(millis),
                Duration.ofNanos(now - seen).toMillis());
    }

    private static String query(String table, LockMode wanted) {
        String modes =
                wanted.conflicts().stream().map(LockMode::pgLocksName).collect(Collectors.joining("', '", "'", "'"));
        String relation = Sql.literal(table) + "::regclass";
        return """
                SELECT coalesce('pid ' || l.pid || ' (' || concat_ws(', ', nullif(a.application_name, ''), 'user ' || a.usename,
                    a.state, 'transaction open for ' || round(extract(epoch FROM clock_timestamp() - a.xact_start)::numeric, 1) || ' s',
                    CASE WHEN a.backend_type <> 'client backend' THEN a.backend_type END) || ')',
                    'a prepared transaction (see pg_prepared_xacts)') || ' holds ' || l.mode || ' on ' || l.relation::regclass,
                  coalesce(l.pid::text, l.virtualtransaction),
                  (extract(epoch FROM clock_timestamp() - a.xact_start) * 1000)::bigint, a.backend_type, a.query
                FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'relation' AND l.granted AND l.mode IN (%s) AND l.pid IS DISTINCT FROM pg_backend_pid()
                  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND (l.relation = %s OR l.relation IN (SELECT relid FROM pg_partition_tree(%s)))
                ORDER BY a.xact_start NULLS LAST LIMIT 10""".formatted(modes, relation, relation);
    }
}
