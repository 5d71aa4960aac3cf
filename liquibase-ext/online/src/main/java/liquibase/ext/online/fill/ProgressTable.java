package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * How far one backfill came, beside DATABASECHANGELOG: a row for the backfill, and one for each stretch in work, which is
 * written in the transaction of each batch, so that both are there or neither.
 */
final class ProgressTable {
    private final ProgressTables tables;
    private final Key key;

    ProgressTable(ProgressTables tables, Key key) {
        this.tables = tables;
        this.key = key;
    }

    /**
     * Which backfill it is.
     *
     * @param step the name of the step in the plan
     * @param relation the table, as messages name it
     * @param fingerprint of what is written, so that another backfill does not go on where this one stopped
     */
    record Key(Origin origin, String step, String relation, String fingerprint) {
        /** As a WHERE clause. */
        String where() {
            return ProgressTables.where(origin) + " AND step = " + Sql.literal(step);
        }

        /** As the first values of an INSERT. */
        String values() {
            return ProgressTables.values(origin) + ", " + Sql.literal(step);
        }
    }

    /**
     * How far it came, all stretches that are done counted.
     *
     * @param part the partition, or the table, that is handed out, and how it is walked; empty before the first
     * @param from where the next stretch begins; null at its start
     * @param end where it ends; null while it is not fixed
     * @param done whether every stretch was walked
     */
    record Head(
            String part,
            @Nullable List<String> from,
            @Nullable List<String> end,
            long rows,
            long written,
            long batches,
            boolean done) {}

    /** A stretch in work. */
    record Lease(
            int number,
            String part,
            @Nullable List<String> from,
            List<String> upTo,
            int passes,
            @Nullable List<String> cursor,
            long rows,
            long written,
            long batches) {}

    /** Makes the tables where they are missing, and finds what the last run left; another backfill's rows go. */
    Head begin(Session session, long total, int workers) throws SQLException {
        tables.create(session);
        session.execute("BEGIN; DELETE FROM " + tables.stretches() + " WHERE " + key.where()
                + " AND NOT EXISTS (SELECT FROM "
                + tables.main() + " WHERE " + key.where() + " AND fingerprint = " + Sql.literal(key.fingerprint())
                + "); INSERT INTO " + tables.main()
                + " AS t (id, author, filename, change, step, relation, fingerprint, status, pass, part, total, rows_walked,"
                + " rows_written, batches, walked, backend, workers) VALUES (" + key.values() + ", "
                + Sql.literal(key.relation()) + ", " + Sql.literal(key.fingerprint()) + ", 'running', 0, '', " + total
                + ", 0, 0, 0, false, pg_backend_pid(), " + workers
                + ") ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = 'running', reason = NULL, error ="
                + " NULL, total = excluded.total, backend = excluded.backend, workers = excluded.workers, updated = now();"
                + " UPDATE " + tables.main() + " SET relation = " + Sql.literal(key.relation()) + ", fingerprint = "
                + Sql.literal(key.fingerprint())
                + ", pass = 0, part = '', range_from = NULL, range_end = NULL, rows_walked = 0, rows_written = 0, batches = 0,"
                + " walked = false, started = now() WHERE " + key.where() + " AND fingerprint <> "
                + Sql.literal(key.fingerprint()) + "; COMMIT");
        List<@Nullable String> row = session.rows("SELECT part, range_from, range_end,"
                        + " rows_walked, rows_written, batches, walked FROM " + tables.main() + " WHERE " + key.where())
                .get(0);
        return new Head(
                String.valueOf(row.get(0)),
                TextArray.read(row.get(1)),
                TextArray.read(row.get(2)),
                number(row.get(3)),
                number(row.get(4)),
                number(row.get(5)),
                "t".equals(row.get(6)));
    }

    List<Lease> leases(Session session) throws SQLException {
        List<Lease> leases = new ArrayList<>();
        for (List<@Nullable String> row : session.rows("SELECT stretch, part, range_from, range_end,"
                + " passes, cursor, rows_walked, rows_written, batches FROM "
                + tables.stretches() + " WHERE " + key.where() + " ORDER BY stretch")) {
            List<String> upTo = TextArray.read(row.get(3));
            if (upTo != null) {
                leases.add(new Lease(
                        (int) number(row.get(0)),
                        String.valueOf(row.get(1)),
                        TextArray.read(row.get(2)),
                        upTo,
                        (int) number(row.get(4)),
                        TextArray.read(row.get(5)),
                        number(row.get(6)),
                        number(row.get(7)),
                        number(row.get(8))));
            }
        }
        return leases;
    }

    /** What the worker of a stretch adds to the transaction of its batch. */
    String batchDone(int stretch, @Nullable List<String> cursor, long rows, long written) {
        return "UPDATE " + tables.stretches() + " SET cursor = " + TextArray.sql(cursor)
                + ", rows_walked = rows_walked + "
                + rows + ", rows_written = rows_written + " + written
                + ", batches = batches + 1, updated = clock_timestamp()"
                + " WHERE " + key.where() + " AND stretch = " + stretch;
    }

    /** Rows written outside the walk, for the same use. */
    String leftOverDone(int pass, long written) {
        return "UPDATE " + tables.main() + " SET pass = " + pass + ", rows_written = rows_written + " + written
                + ", batches = batches + 1, updated = clock_timestamp() WHERE " + key.where();
    }

    /** What a command asked for, as a query. */
    String request() {
        return "SELECT request FROM " + tables.main() + " WHERE " + key.where();
    }

    /** Counts stretches as done. */
    private String closed(String which) {
        return "WITH closed AS (DELETE FROM " + tables.stretches() + " WHERE " + key.where() + which
                + " RETURNING rows_walked, rows_written, batches) UPDATE " + tables.main()
                + " AS t SET rows_walked = t.rows_walked + done.rows_walked, rows_written = t.rows_written +"
                + " done.rows_written, batches = t.batches + done.batches, updated = clock_timestamp() FROM (SELECT"
                + " sum(rows_walked) AS rows_walked, sum(rows_written) AS rows_written, sum(batches) AS batches FROM closed"
                + " HAVING count(*) > 0) AS done WHERE " + key.where() + "; ";
    }

    private static String only(Stretch stretch) {
        return " AND stretch = " + stretch.number();
    }

    /**
     * Hands a stretch out, and counts the one before as done. A worker that lost its connection may have done so already
     * without knowing: nobody has begun that stretch.
     */
    void handOut(Session session, @Nullable Stretch before, Stretch next, String part, List<String> end)
            throws SQLException {
        session.execute(
                "BEGIN; " + (before == null ? "" : closed(only(before))) + "UPDATE " + tables.main()
                        + " SET part = " + Sql.literal(part) + ", range_from = " + TextArray.sql(next.upTo())
                        + ", range_end = "
                        + TextArray.sql(end) + " WHERE " + key.where() + "; INSERT INTO " + tables.stretches()
                        + " (id, author, filename, change, step, stretch, part, range_from, range_end, passes, rows_walked,"
                        + " rows_written, batches) VALUES (" + key.values() + ", " + next.number() + ", "
                        + Sql.literal(part)
                        + ", "
                        + TextArray.sql(next.from()) + ", " + TextArray.sql(next.upTo()) + ", " + next.passes()
                        + ", 0, 0, 0) ON CONFLICT (id, author, filename, change, step, stretch) DO UPDATE SET part = excluded.part,"
                        + " range_from = excluded.range_from, range_end = excluded.range_end, passes = excluded.passes; COMMIT");
    }

    void close(Session session, Stretch before) throws SQLException {
        session.execute("BEGIN; " + closed(only(before)) + "COMMIT");
    }

    /**
     * Every stretch is walked; what is left over comes next. Stretches of a table that was cut in another way in an earlier
     * run, and was walked again, go as well.
     */
    void walked(Session session) throws SQLException {
        session.execute("BEGIN; " + closed("") + "UPDATE " + tables.main()
                + " SET walked = true, pass = 1, updated = now() WHERE " + key.where() + "; COMMIT");
    }

    void status(Session session, String status, @Nullable String reason, @Nullable String error) throws SQLException {
        session.execute("UPDATE " + tables.main() + " SET status = " + Sql.literal(status) + ", reason = "
                + orNull(reason) + ", error = " + orNull(error) + ", updated = now() WHERE " + key.where());
    }

    /** A request to abort is answered once; a pause holds until it is taken back. */
    void answered(Session session) throws SQLException {
        session.execute(
                "UPDATE " + tables.main() + " SET request = NULL WHERE " + key.where() + " AND request = 'abort'");
    }

    private static String orNull(@Nullable String text) {
        return text == null ? "NULL" : Sql.literal(text);
    }

    private static long number(@Nullable String text) {
        return Long.parseLong(String.valueOf(text));
    }
}
