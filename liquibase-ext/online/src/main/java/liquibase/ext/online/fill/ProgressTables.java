package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.plan.StateTable;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.state.StateTables;
import org.jspecify.annotations.Nullable;

/**
 * The tables that hold how far backfills came, in the schema of DATABASECHANGELOG, and what is asked of running ones. A
 * backfill reads a request after each batch.
 */
public final class ProgressTables {
    /** A table of version 1 has no other rows, and not the column that says so. */
    private static final String IS_BACKFILL =
            "coalesce(pg_catalog.jsonb_extract_path_text(pg_catalog.to_jsonb(m), 'kind'), 'fill') OPERATOR(pg_catalog.=) 'fill'";

    private final StateTables tables;

    public ProgressTables(StateTables tables) {
        this.tables = tables;
    }

    /** What is asked of a backfill. */
    public enum Request {
        /** Hold after the batch, until resumed. */
        PAUSE,
        /** End after the batch. */
        ABORT
    }

    /**
     * A backfill as the tables show it, all stretches counted.
     *
     * @param relation the table
     * @param status {@code running}, {@code held}, {@code paused}, {@code stopped}, {@code failed} or {@code done}
     * @param request {@code pause}, {@code abort} or null
     * @param reason why it is held or paused
     * @param error what ended the last run
     * @param pass 0 during the walk, then how often left-over rows were looked for
     * @param total rows of the table, estimated; 0 when unknown
     * @param rows walked
     * @param written of those
     * @param backend process id of the session at work, or of the last one
     * @param started as the server writes a timestamptz
     * @param updated as above, at the last batch
     * @param seconds from start to the last batch
     */
    public record Status(
            Origin origin,
            String step,
            String relation,
            String status,
            @Nullable String request,
            @Nullable String reason,
            @Nullable String error,
            int pass,
            long total,
            long rows,
            long written,
            long batches,
            int backend,
            int workers,
            String started,
            String updated,
            double seconds) {}

    QualifiedName main() {
        return tables.names().main();
    }

    QualifiedName stretches() {
        return tables.names().stretches();
    }

    void create(Session session) throws SQLException {
        tables.ready(session);
    }

    /** Removes what is known of one change, so that it starts anew. */
    public void forget(Session session, Origin origin) throws SQLException {
        tables.forget(session, origin);
    }

    /** Every backfill, the last one first; none where none ever ran. */
    public List<Status> all(Session session) throws SQLException {
        List<Status> all = new ArrayList<>();
        if (!tables.exist(session)) {
            return all;
        }
        String open =
                "(SELECT id, author, filename, change, step, sum(rows_walked) AS rows_walked, sum(rows_written) AS"
                        + " rows_written, sum(batches) AS batches, max(updated) AS updated FROM " + stretches()
                        + " GROUP BY id, author, filename, change, step) AS s USING (id, author, filename, change, step)";
        for (List<@Nullable String> row :
                session.rows("SELECT id, author, filename, change, step, m.relation, m.status,"
                        + " m.request, m.reason, m.error, m.pass, m.total, m.rows_walked + coalesce(s.rows_walked, 0), m.rows_written"
                        + " + coalesce(s.rows_written, 0), m.batches + coalesce(s.batches, 0), m.backend, m.workers, m.started,"
                        + " greatest(m.updated, s.updated), extract(epoch FROM greatest(m.updated, s.updated) - m.started) FROM "
                        + main() + " AS m LEFT JOIN " + open + " WHERE " + IS_BACKFILL
                        + " ORDER BY m.started DESC, id, step")) {
            all.add(status(row));
        }
        return all;
    }

    private static Status status(List<@Nullable String> row) {
        return new Status(
                new Origin(String.valueOf(row.get(0)), String.valueOf(row.get(1)), String.valueOf(row.get(2)), (int)
                        number(row.get(3))),
                String.valueOf(row.get(4)),
                String.valueOf(row.get(5)),
                String.valueOf(row.get(6)),
                row.get(7),
                row.get(8),
                row.get(9),
                (int) number(row.get(10)),
                number(row.get(11)),
                number(row.get(12)),
                number(row.get(13)),
                number(row.get(14)),
                (int) number(row.get(15)),
                (int) number(row.get(16)),
                String.valueOf(row.get(17)),
                String.valueOf(row.get(18)),
                Double.parseDouble(String.valueOf(row.get(19))));
    }

    /**
     * Asks something of a backfill, or takes back what was asked.
     *
     * @param request null to take it back
     */
    public void ask(Session session, Status backfill, @Nullable Request request) throws SQLException {
        tables.areWritable(session);
        String text = request == null ? "NULL" : Sql.literal(request == Request.PAUSE ? "pause" : "abort");
        session.execute("UPDATE " + main() + " SET request = " + text + " WHERE " + where(backfill.origin())
                + " AND step = " + Sql.literal(backfill.step()));
    }

    private static long number(@Nullable String text) {
        return Long.parseLong(String.valueOf(text));
    }

    static String where(Origin origin) {
        return StateTable.where(origin);
    }

    static String values(Origin origin) {
        return StateTable.values(origin);
    }
}
