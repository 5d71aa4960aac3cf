package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Blocks, one range after the other, up to the size that the part had at the start. Rows that move meanwhile are found by
 * {@link LeftOver}.
 *
 * <p>With several passes each takes only some of the rows of a page. What the pass before left behind there is pruned when
 * the next one reads the page, so that later rows are updated in their page (HOT) and cost no index entry.
 *
 * @param rows estimate for the part
 * @param blocks its size
 * @param byRange whether the server reads a range of blocks only (14 and later); otherwise every place in them is named
 */
record BlockWalk(QualifiedName part, long rows, long blocks, int blockSize, boolean byRange) implements Walk {
    /** Wide enough for a pass to last longer than usual transactions, which keep rows from being pruned; 32 MB. */
    private static final long WIDEST_STRETCH = 4_096;

    private static final long NARROWEST_STRETCH = 128;

    /** So that small tables too have something for every worker, and a rhythm for VACUUM. */
    private static final int STRETCHES = 20;

    private static final int PAGE_HEADER = 24;
    private static final int LEAST_ROW = 28;

    @Override
    public String describe() {
        return "blocks";
    }

    @Override
    public @Nullable List<String> end(Session session) throws SQLException {
        Optional<List<@Nullable String>> size = session.first("SELECT blocks::text FROM (SELECT pg_relation_size("
                + Sql.literal(part.toString())
                + "::regclass) / current_setting('block_size')::bigint AS blocks) AS size WHERE blocks > 0");
        return size.map(row -> List.of(String.valueOf(row.get(0)))).orElse(null);
    }

    @Override
    public List<String> stretchEnd(Session session, @Nullable List<String> from, List<String> end) {
        long start = from == null ? 0 : Long.parseLong(from.get(0));
        long last = Long.parseLong(end.get(0));
        long width = Math.min(WIDEST_STRETCH, Math.max(NARROWEST_STRETCH, last / STRETCHES));
        return List.of(String.valueOf(Math.min(last, start + width)));
    }

    @Override
    public @Nullable Batch next(Session session, Stretch stretch, @Nullable List<String> cursor, int rows) {
        long first = stretch.from() == null ? 0 : Long.parseLong(stretch.from().get(0));
        long last = Long.parseLong(stretch.upTo().get(0));
        int pass = cursor == null ? 0 : Integer.parseInt(cursor.get(0));
        long start = cursor == null ? first : Long.parseLong(cursor.get(1));
        if (pass == stretch.passes()) {
            return null;
        }
        long width = Math.max(1, Math.round(rows * stretch.passes() / rowsPerBlock()));
        long end = Math.min(last, start + width);
        List<String> next = end == last
                ? List.of(String.valueOf(pass + 1), String.valueOf(first))
                : List.of(String.valueOf(pass), String.valueOf(end));
        int walked = (int) Math.round((end - start) * rowsPerBlock() / stretch.passes());
        return new Batch(condition(start, end, pass, stretch.passes()), next, walked);
    }

    /** At least one, so that a batch of an almost empty table does not span all of it. */
    double rowsPerBlock() {
        return Math.max(1, (double) rows / Math.max(1, blocks));
    }

    private String condition(long start, long end, int pass, int passes) {
        boolean last = pass == passes - 1;
        if (byRange) {
            return "ctid >= '(" + start + ",0)' AND ctid < '(" + end + ",0)'"
                    + (last ? "" : " AND hashtid(ctid) & " + (passes - 1) + " = " + pass);
        }
        int places = (blockSize - PAGE_HEADER) / LEAST_ROW;
        return "ctid = ANY (ARRAY(SELECT ('(' || block || ',' || place || ')')::tid FROM generate_series(" + start
                + ", "
                + (end - 1) + ") AS block, generate_series(1, " + places + ") AS place"
                + (last ? "" : " WHERE place & " + (passes - 1) + " = " + pass) + "))";
    }
}
