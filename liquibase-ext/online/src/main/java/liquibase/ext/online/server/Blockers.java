package liquibase.ext.online.server;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** The sessions that hold locks in conflict with one we want, and how long their transactions have lasted. */
public final class Blockers {
    /** A session in words, from pg_stat_activity as a. */
    static final String WHO = "'pid ' || a.pid || ' (' || concat_ws(', ', nullif(a.application_name, ''), 'user ' ||"
            + " a.usename, a.state, 'transaction open for ' || round(extract(epoch FROM clock_timestamp() -"
            + " a.xact_start)::numeric, 1) || ' s', CASE WHEN a.backend_type <> 'client backend' THEN a.backend_type END) || ')'";

    private static final String PREPARED = "'a prepared transaction (see pg_prepared_xacts)'";

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
     * @param pids their processes; a prepared transaction has none
     */
    public record Found(List<String> described, Duration oldest, boolean onlyAutovacuum, Set<Integer> pids) {}

    public Found of(Map<String, LockMode> wanted) throws SQLException {
        List<String> described = new ArrayList<>();
        long oldestMillis = 0;
        boolean onlyAutovacuum = true;
        Set<Integer> pids = new LinkedHashSet<>();
        for (Map.Entry<String, LockMode> lock : wanted.entrySet()) {
            for (List<@Nullable String> row : session.rows(query(lock.getKey(), lock.getValue()))) {
                described.add(row.get(0) + (showQuery ? ", query: " + row.get(4) : ""));
                oldestMillis = Math.max(oldestMillis, age(row.get(1), row.get(2)));
                onlyAutovacuum &= "autovacuum worker".equals(row.get(3));
                if (row.get(5) != null) {
                    pids.add(Integer.valueOf(row.get(5)));
                }
            }
        }
        return new Found(described, Duration.ofMillis(oldestMillis), onlyAutovacuum && !described.isEmpty(), pids);
    }

    /** The sessions that another one waits for, whatever for; each described, by pid. A prepared transaction has pid 0. */
    public Map<Integer, String> waitedForBy(int pid) throws SQLException {
        Map<Integer, String> found = new LinkedHashMap<>();
        for (List<@Nullable String> row : session.rows(
                "SELECT b.pid, coalesce(" + WHO + ", " + PREPARED
                        + "), a.query FROM (SELECT DISTINCT unnest(pg_blocking_pids(" + pid
                        + "))) AS b (pid) LEFT JOIN pg_stat_activity a USING (pid) ORDER BY a.xact_start NULLS LAST LIMIT 10")) {
            found.put(
                    Integer.valueOf(String.valueOf(row.get(0))),
                    row.get(1) + (showQuery ? ", query: " + row.get(2) : ""));
        }
        return found;
    }

    /**
     * Without pg_read_all_stats the server hides the start of foreign transactions; then ours of seeing this one counts. A
     * session has many of them, one after the other.
     */
    private long age(@Nullable String transaction, @Nullable String millis) {
        long now = System.nanoTime();
        long seen = firstSeenNanos.computeIfAbsent(String.valueOf(transaction), unused -> now);
        return millis == null ? Duration.ofNanos(now - seen).toMillis() : Long.parseLong(millis);
    }

    private static String query(String table, LockMode wanted) {
        String modes =
                wanted.conflicts().stream().map(LockMode::pgLocksName).collect(Collectors.joining("', '", "'", "'"));
        String relation = Sql.literal(table) + "::regclass";
        return """
                SELECT coalesce(%s, %s) || ' holds ' || l.mode || ' on ' || l.relation::regclass,
                  l.virtualtransaction,
                  (extract(epoch FROM clock_timestamp() - a.xact_start) * 1000)::bigint, a.backend_type, a.query, a.pid
                FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'relation' AND l.granted AND l.mode IN (%s) AND l.pid IS DISTINCT FROM pg_backend_pid()
                  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND l.relation IN (WITH RECURSIVE parts (oid) AS (SELECT %s::oid UNION SELECT h.inhrelid FROM pg_inherits h
                    JOIN parts ON h.inhparent = parts.oid) SELECT oid FROM parts)
                ORDER BY a.xact_start NULLS LAST LIMIT 10""".formatted(WHO, PREPARED, modes, relation);
    }
}
