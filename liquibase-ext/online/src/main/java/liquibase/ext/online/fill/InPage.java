package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.List;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * How many passes over each page pay. Each pass costs about 0.2 µs a row, and an update in the page spares an entry in
 * every index; the figures are in the README, under Benchmarks. When fewer rows than expected are updated in their page
 * (an old snapshot keeps the dead ones, a trigger writes an indexed column), it falls back to one pass.
 */
final class InPage {
    private static final int FEW_INDEXES = 4;
    private static final int MANY_INDEXES = 8;
    private static final int WIDE_ROWS = 2;
    private static final int MANY_FROM = 4;
    private static final double ROWS_FOR_FEW_PASSES = 16;
    private static final double ROWS_FOR_ALL_PASSES = 32;
    private static final double LEAST_SHARE = 0.2;

    /** What was in the way may be gone. */
    private static final int ASK_AGAIN_AFTER = 16;

    /** For walks that do not see pages. */
    static final InPage NEVER = new InPage(1);

    private final int passes;
    private int plainStretches;
    private boolean pays = true;

    private InPage(int passes) {
        this.passes = passes;
    }

    static InPage of(Session session, BlockWalk walk, List<String> columns) throws SQLException {
        return new InPage(passes(session, walk.part(), walk.rowsPerBlock(), columns));
    }

    private static int passes(Session session, QualifiedName part, double rowsPerBlock, List<String> columns)
            throws SQLException {
        String names = String.join(", ", columns.stream().map(Sql::literal).toList());
        List<@Nullable String> row = session.rows(
                        "SELECT count(*), count(*) FILTER (WHERE EXISTS (SELECT FROM pg_depend d"
                                + " JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid WHERE d.classid ="
                                + " 'pg_class'::regclass AND d.objid = i.indexrelid AND d.refobjid = i.indrelid AND a.attname IN ("
                                + names
                                + ")) OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum ="
                                + " ANY (i.indkey) AND a.attname IN (" + names
                                + "))) FROM pg_index i WHERE i.indrelid = "
                                + Sql.literal(part.toString()) + "::regclass AND i.indislive")
                .get(0);
        int indexes = Integer.parseInt(String.valueOf(row.get(0)));
        if (indexes == 0 || !"0".equals(row.get(1))) {
            return 1;
        }
        if (rowsPerBlock < ROWS_FOR_FEW_PASSES) {
            return WIDE_ROWS;
        }
        return indexes >= MANY_FROM && rowsPerBlock >= ROWS_FOR_ALL_PASSES ? MANY_INDEXES : FEW_INDEXES;
    }

    /** Passes for the next stretch, 1 when more do not pay. */
    synchronized int passes() {
        if (!pays && ++plainStretches >= ASK_AGAIN_AFTER) {
            pays = true;
            plainStretches = 0;
        }
        return pays ? passes : 1;
    }

    /** Whether rows are updated in their page, so that the table does not grow as much. */
    synchronized boolean works() {
        return passes > 1 && pays;
    }

    /** What a stretch showed. */
    synchronized void seen(Stretch stretch, long updated, long inPage) {
        if (stretch.passes() > 1 && updated > 0) {
            pays = (double) inPage / updated >= LEAST_SHARE;
        }
    }
}
