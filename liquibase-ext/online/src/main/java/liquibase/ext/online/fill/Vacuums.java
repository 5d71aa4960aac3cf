package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import liquibase.ext.online.plan.Pacing.Vacuum;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * VACUUM on the way, so that later rows find the space that earlier ones left: after each fifth of a part, which is where
 * its cost and its gain meet (the README shows both).
 */
final class Vacuums {
    private static final int TIMES = 5;

    /** A smaller part is not worth a vacuum before autovacuum comes. */
    private static final long LEAST_ROWS = 50_000;

    private final Vacuum wanted;
    private final PgVersion version;
    private final FillListener listener;
    private final Map<QualifiedName, Long> written = new HashMap<>();
    private final Map<QualifiedName, Boolean> allowed = new HashMap<>();

    Vacuums(Vacuum wanted, PgVersion version, FillListener listener) {
        this.wanted = wanted;
        this.version = version;
        this.listener = listener;
    }

    /**
     * A batch went through.
     *
     * @param inPage whether rows are updated in their page
     * @param total rows of the part, estimated
     */
    void after(Session session, QualifiedName part, long rows, boolean inPage, long total) throws SQLException {
        if (wanted == Vacuum.OFF || (wanted == Vacuum.AUTO && inPage) || total < LEAST_ROWS) {
            return;
        }
        if (isDue(part, rows, total) && isAllowed(session, part)) {
            session.executeLong("VACUUM (TRUNCATE false, SKIP_LOCKED true, PARALLEL 0) " + part);
        }
    }

    private synchronized boolean isDue(QualifiedName part, long rows, long total) {
        long sum = written.merge(part, rows, Long::sum);
        if (sum < total / TIMES) {
            return false;
        }
        written.put(part, 0L);
        return true;
    }

    private synchronized boolean isAllowed(Session session, QualifiedName part) throws SQLException {
        Boolean known = allowed.get(part);
        if (known == null) {
            String relation = Sql.literal(part.toString()) + "::regclass";
            known = session.holds(
                    "EXISTS (SELECT FROM pg_class c JOIN pg_database d ON d.datname = current_database() WHERE"
                            + " c.oid = " + relation
                            + " AND (pg_has_role(c.relowner, 'USAGE') OR pg_has_role(d.datdba, 'USAGE')"
                            + (version.hasMaintainPrivilege() ? " OR has_table_privilege(c.oid, 'MAINTAIN')" : "")
                            + "))");
            allowed.put(part, known);
            if (!known) {
                listener.note(part + " is not vacuumed on the way: only its owner may do that");
            }
        }
        return known;
    }
}
