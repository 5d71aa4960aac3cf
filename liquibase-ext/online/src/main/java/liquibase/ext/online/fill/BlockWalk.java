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
 * @param workers that share the part
 * @param byRange whether the server reads a range of blocks only (14 and later); otherwise every place in them is named
 */
record BlockWalk(QualifiedName part, Shape shape, Stripes stripes, boolean byRange, int workers) implements Walk {
    /**
     * 32 MB, which stay in the buffer cache, and wide enough for a pass to last longer than usual transactions and than the
     * batches of other workers, which keep dead rows from being pruned.
     */
    private static final long WIDEST_STRETCH = 4_096;

    /** So that nobody is left with the last stretch of a small table while the others have nothing to do. */
    private static final int STRETCHES_A_WORKER = 2;

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
    public List<String> stretchEnd(Session session, @Nullable List<String> from, List<String> end, int passes) {
        return stretchEnd(from, end);
    }

    List<String> stretchEnd(@Nullable List<String> from, List<String> end) {
        long start = from == null ? 0 : Long.parseLong(from.get(0));
        long last = Long.parseLong(end.get(0));
        long share = workers == 1 ? WIDEST_STRETCH : last / workers / STRETCHES_A_WORKER + 1;
        long width = Math.min(WIDEST_STRETCH, share);
        return List.of(String.valueOf(Math.min(last, start + width)));
    }

    @Override
    public @Nullable Batch next(Session session, Stretch stretch, @Nullable List<String> cursor, int rows) {
        return next(stretch, cursor, rows);
    }

    @Nullable
    Batch next(Stretch stretch, @Nullable List<String> cursor, int rows) {
        long first = stretch.from() == null ? 0 : Long.parseLong(stretch.from().get(0));
        long last = Long.parseLong(stretch.upTo().get(0));
        int pass = cursor == null ? 0 : Integer.parseInt(cursor.get(0));
        long start = cursor == null ? first : Long.parseLong(cursor.get(1));
        if (pass == stretch.passes()) {
            return null;
        }
        long width = Math.max(1, Math.round((double) rows * stretch.passes() / shape.rowsPerBlock()));
        long end = Math.min(last, start + width);
        List<String> next = end == last
                ? List.of(String.valueOf(pass + 1), String.valueOf(first))
                : List.of(String.valueOf(pass), String.valueOf(end));
        int walked = (int) Math.round((end - start) * shape.rowsPerBlock() / stretch.passes());
        return new Batch(blocks(start, end) + stripes.and(pass, stretch.passes()), next, walked);
    }

    private String blocks(long start, long end) {
        if (byRange) {
            return "ctid OPERATOR(pg_catalog.>=) '(" + start + ",0)'::pg_catalog.tid AND ctid OPERATOR(pg_catalog.<) '("
                    + end + ",0)'::pg_catalog.tid";
        }
        long places = (shape.blockSize() - PAGE_HEADER) / LEAST_ROW;
        return "ctid OPERATOR(pg_catalog.=) ANY (ARRAY(SELECT pg_catalog.format('(%s,%s)', block, place)::pg_catalog.tid FROM"
                + " pg_catalog.generate_series(" + start + ", " + (end - 1)
                + ") AS block, pg_catalog.generate_series(1, " + places + ") AS place))";
    }
}
