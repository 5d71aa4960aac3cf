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
import liquibase.ext.online.sql.PartsQuery;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** The sessions that hold locks in conflict with one we want, and how long their transactions have lasted. */
public final class Blockers {
    /** A session in words, from pg_stat_activity as a. */
    static final String WHO = "'pid ' || a.pid || ' (' || concat_ws(', ', nullif(a.application_name, ''), 'user ' ||"
            + " a.usename, a.state, 'transaction open for ' || round(extract(epoch FROM clock_timestamp() -"
            + " a.xact_start)::numeric, 1) || ' s', CASE WHEN a.backend_type <> 'client backend' THEN a.backend_type END) || ')'";

    /** A prepared transaction in words, from pg_prepared_xacts as x. */
    private static final String PREPARED =
            "'the prepared transaction ' || quote_literal(x.gid) || ' (user ' || x.owner || ', prepared ' || round(extract(epoch"
                    + " FROM clock_timestamp() - x.prepared)::numeric, 1) || ' s ago)'";

    /** It has no process; the lock on its own transaction id is what leads from its other locks to its name. */
    private static final String OF_LOCK =
            " LEFT JOIN pg_prepared_xacts x ON l.pid IS NULL AND x.transaction = (SELECT t.transactionid FROM pg_locks t WHERE"
                    + " t.locktype = 'transactionid' AND t.mode = 'ExclusiveLock' AND t.pid IS NULL AND t.virtualtransaction ="
                    + " l.virtualtransaction)";

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
     * @param prepared the names of prepared transactions, as SQL literals
     */
    public record Found(
            List<String> described, Duration oldest, boolean onlyAutovacuum, Set<Integer> pids, Set<String> prepared) {

        /** How they are ended. */
        public String ending() {
            String theirs = prepared.stream()
                    .map(gid -> "ROLLBACK PREPARED " + gid + " or COMMIT PREPARED " + gid)
                    .collect(Collectors.joining(", "));
            String sessions = "end the sessions that are in the way (pg_terminate_backend)";
            String transactions =
                    "end the prepared transaction, which outlives its session, as whoever prepared it has decided: "
                            + theirs;
            return prepared.isEmpty() ? sessions : pids.isEmpty() ? transactions : sessions + "; " + transactions;
        }
    }

    public Found of(Map<String, LockMode> wanted) throws SQLException {
        List<String> described = new ArrayList<>();
        long oldestMillis = 0;
        boolean onlyAutovacuum = true;
        Set<Integer> pids = new LinkedHashSet<>();
        Set<String> prepared = new LinkedHashSet<>();
        for (Map.Entry<String, LockMode> lock : wanted.entrySet()) {
            for (List<@Nullable String> row : session.rows(query(lock.getKey(), lock.getValue()))) {
                described.add(row.get(0) + (showQuery ? ", query: " + row.get(4) : ""));
                oldestMillis = Math.max(oldestMillis, age(row.get(1), row.get(2)));
                onlyAutovacuum &= "autovacuum worker".equals(row.get(3));
                if (row.get(5) != null) {
                    pids.add(Integer.valueOf(row.get(5)));
                }
                if (row.get(6) != null) {
                    prepared.add(row.get(6));
                }
            }
        }
        return new Found(
                described, Duration.ofMillis(oldestMillis), onlyAutovacuum && !described.isEmpty(), pids, prepared);
    }

    /** The sessions that another one waits for, whatever for; each described, by pid. A prepared transaction has pid 0. */
    public Map<Integer, String> waitedForBy(int pid) throws SQLException {
        Map<Integer, String> found = new LinkedHashMap<>();
        for (List<@Nullable String> row : session.rows(
                "SELECT b.pid, coalesce(" + WHO + ", CASE b.pid WHEN 0 THEN (SELECT string_agg(" + PREPARED
                        + ", ' or ') FROM pg_prepared_xacts x WHERE x.database = current_database()) END, 'pid ' || b.pid), a.query FROM (SELECT DISTINCT unnest(pg_blocking_pids("
                        + pid
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
                SELECT coalesce(%s, %s, 'a prepared transaction') || ' holds ' || l.mode || ' on ' || l.relation::regclass,
                  l.virtualtransaction,
                  (extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, x.prepared)) * 1000)::bigint, a.backend_type,
                  a.query, a.pid, quote_literal(x.gid)
                FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid%s
                WHERE l.locktype = 'relation' AND l.granted AND l.mode IN (%s) AND l.pid IS DISTINCT FROM pg_backend_pid()
                  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND l.relation IN %s
                ORDER BY a.xact_start NULLS LAST LIMIT 10""".formatted(WHO, PREPARED, OF_LOCK, modes, PartsQuery.oids(relation));
    }
}
