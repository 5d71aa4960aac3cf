package liquibase.ext.online.server;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** What online changes do in this database at the moment, wherever they run; seen by their application_name. */
public final class Activity {
    private static final String PREFIX = "liquibase-online";
    private static final String OURS =
            " FROM pg_stat_activity a WHERE a.datname = current_database() AND" + " starts_with(a.application_name, ";

    private final Session session;
    private final Blockers blockers;

    /** As this session sees it; without pg_read_all_stats no progress of other roles' builds. */
    public Activity(Session session) {
        this.session = session;
        this.blockers = new Blockers(session, false);
    }

    /**
     * An index build in progress.
     *
     * @param application the session's application_name
     * @param index null while it has no name yet
     * @param phase in the server's words
     * @param done blocks, rows or sessions waited for, as {@code unit} says
     * @param total 0 while nothing is counted
     * @param blockers the sessions it waits for
     */
    public record Build(
            String application,
            int backend,
            String table,
            @Nullable String index,
            String phase,
            String unit,
            long done,
            long total,
            List<String> blockers) {}

    /** Whether a session of an online change has this process id. */
    public boolean works(int backend) throws SQLException {
        return session.holds("EXISTS (SELECT" + OURS + "'" + PREFIX + "') AND a.pid = " + backend + ")");
    }

    /** The sessions that a change waits for, its workers included: what its backend and the workers of its name wait for. */
    public List<String> inTheWayOf(int backend, String changeSetId) throws SQLException {
        Set<String> found = new LinkedHashSet<>(blockers.waitedForBy(backend).values());
        for (List<@Nullable String> row : session.rows(
                "SELECT a.pid" + OURS + Sql.literal(PREFIX + " " + changeSetId + " worker ") + ") ORDER BY 1")) {
            found.addAll(blockers.waitedForBy(Integer.parseInt(String.valueOf(row.get(0))))
                    .values());
        }
        return List.copyOf(found);
    }

    /** The index builds of online changes. */
    public List<Build> builds() throws SQLException {
        List<Build> builds = new ArrayList<>();
        for (List<@Nullable String> row : session.rows("""
                SELECT a.application_name, a.pid, p.relid::regclass, nullif(p.index_relid, 0)::regclass, p.phase,
                  CASE WHEN p.lockers_total > 0 THEN 'sessions' WHEN p.tuples_total > 0 THEN 'rows' ELSE 'blocks' END,
                  CASE WHEN p.lockers_total > 0 THEN p.lockers_done WHEN p.tuples_total > 0 THEN p.tuples_done ELSE p.blocks_done END,
                  CASE WHEN p.lockers_total > 0 THEN p.lockers_total WHEN p.tuples_total > 0 THEN p.tuples_total ELSE p.blocks_total END
                FROM pg_stat_progress_create_index p JOIN pg_stat_activity a USING (pid)
                WHERE p.datname = current_database() AND p.phase IS NOT NULL AND starts_with(a.application_name, '%s')
                ORDER BY a.query_start, a.pid""".formatted(PREFIX))) {
            int backend = Integer.parseInt(String.valueOf(row.get(1)));
            builds.add(new Build(
                    String.valueOf(row.get(0)),
                    backend,
                    String.valueOf(row.get(2)),
                    row.get(3),
                    String.valueOf(row.get(4)),
                    String.valueOf(row.get(5)),
                    Long.parseLong(String.valueOf(row.get(6))),
                    Long.parseLong(String.valueOf(row.get(7))),
                    List.copyOf(blockers.waitedForBy(backend).values())));
        }
        return builds;
    }
}
