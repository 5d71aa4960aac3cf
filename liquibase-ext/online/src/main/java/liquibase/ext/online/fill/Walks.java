package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import liquibase.ext.online.fill.Stretches.Part;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.RowWork;
import liquibase.ext.online.server.KeyColumn;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Chooses how a part is walked, by what the server says of it. */
final class Walks {
    /** Below it, the rows of a range of the key lie all over the table. */
    private static final double IN_ORDER = 0.5;

    /** So many of eight possible endings must occur for a key's last bits to tell the rows of a page apart. */
    private static final int LEAST_ENDINGS = 6;

    /** Of so many rows one. */
    private static final int FEW = 20;

    private static final Set<String> INTEGERS = Set.of("pg_catalog.int2", "pg_catalog.int4", "pg_catalog.int8");
    private static final Pattern ESTIMATE = Pattern.compile("rows=(\\d+)");

    private final Session session;
    private final PgVersion version;
    private final RowWork work;

    Walks(Session session, PgVersion version, RowWork work) {
        this.session = session;
        this.version = version;
        this.work = work;
    }

    /**
     * Whether an index leads to the rows, and they are few: the planner takes the NULLs of a column that was never analyzed
     * for few, and so they are counted.
     *
     * @param rows of the part, estimated
     */
    boolean indexLeadsTo(QualifiedName part, long rows) throws SQLException {
        String needed = " FROM " + work.as(part) + " WHERE " + work.predicate();
        long few = Math.max(LeftOver.LOOK, rows / FEW);
        return !explain("SELECT ctid" + needed).contains("Seq Scan")
                && number(session.authored()
                                .value("SELECT pg_catalog.count(*) FROM (SELECT" + needed + " LIMIT " + (few + 1)
                                        + ") AS needed"))
                        <= few;
    }

    /** By blocks where the server can read a range of them; before 14 by key. */
    Part of(QualifiedName part, List<KeyColumn> key) throws SQLException {
        Shape shape = shape(part, key);
        Stripes stripes = stripes(part, key);
        if (shape.heap() && (version.hasTidRangeScan() || key.isEmpty())) {
            // Reading single places does not prune their page: TidScan fetches rows without heap_page_prune_opt.
            int passes = version.hasTidRangeScan() && work.keepsRows() ? shape.passesOverBlocks() : 1;
            return new Part(
                    new BlockWalk(
                            part,
                            shape,
                            stripes,
                            version.hasTidRangeScan(),
                            work.pacing().parallelism()),
                    new InPage(passes),
                    shape.rows());
        }
        if (key.isEmpty()) {
            throw new Refusal(
                    part + " is not stored as a heap, and has no primary key and no unique key over NOT NULL columns",
                    "add a key, for example with addUniqueConcurrently and setNotNullValidated");
        }
        boolean shared = work.pacing().parallelism() > 1;
        return new Part(
                new KeyWalk(part, key, stripes, shared),
                new InPage(work.keepsRows() ? shape.passesOverKey() : 1),
                shape.rows());
    }

    private Shape shape(QualifiedName part, List<KeyColumn> key) throws SQLException {
        String relation = Sql.literal(part.toString()) + "::regclass";
        List<@Nullable String> row = session.rows("SELECT a.amname = 'heap', pg_relation_size(c.oid) / s.size, s.size,"
                        + " (SELECT count(*) FROM pg_index i WHERE i.indrelid = c.oid AND i.indislive), EXISTS (SELECT FROM"
                        + " pg_index i JOIN pg_attribute t ON t.attrelid = i.indrelid AND t.attname = ANY ("
                        + CatalogText.array(work.columns())
                        + ") WHERE i.indrelid = c.oid AND i.indislive AND (t.attnum = ANY (i.indkey) OR EXISTS (SELECT FROM"
                        + " pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid AND d.refobjid ="
                        + " i.indrelid AND d.refobjsubid = t.attnum))), coalesce((SELECT abs(p.correlation) >= "
                        + IN_ORDER
                        + " FROM pg_stats p JOIN pg_namespace n ON n.nspname = p.schemaname WHERE n.oid = c.relnamespace AND"
                        + " p.tablename = c.relname AND p.attname = "
                        + Sql.literal(key.isEmpty() ? "" : key.get(0).name())
                        + " ORDER BY p.inherited LIMIT 1), " + !isRandom(key)
                        + ") FROM pg_class c LEFT JOIN pg_am a ON a.oid = c.relam, (SELECT"
                        + " current_setting('block_size')::bigint AS size) s WHERE c.oid = " + relation)
                .get(0);
        return new Shape(
                "t".equals(row.get(0)),
                estimatedRows(part),
                number(row.get(1)),
                number(row.get(2)),
                (int) number(row.get(3)),
                "t".equals(row.get(4)),
                "t".equals(row.get(5)));
    }

    /** What is likely where there are no statistics. */
    private static boolean isRandom(List<KeyColumn> key) {
        return !key.isEmpty() && key.get(0).type().equals("pg_catalog.uuid");
    }

    /** The planner's guess, which counts by size where there are no statistics. */
    private long estimatedRows(QualifiedName part) throws SQLException {
        Matcher rows = ESTIMATE.matcher(explain("SELECT FROM ONLY " + part));
        return rows.find() ? Long.parseLong(rows.group(1)) : 0;
    }

    /** The last bits of a number that counts up spread the rows of a page evenly, which saves work over chance. */
    private Stripes stripes(QualifiedName part, List<KeyColumn> key) throws SQLException {
        if (key.size() != 1 || !INTEGERS.contains(key.get(0).type())) {
            return Stripes.BY_PLACE;
        }
        String number = key.get(0).sql();
        long endings = number(session.authored()
                .value("SELECT pg_catalog.count(DISTINCT " + number + " OPERATOR(pg_catalog.&) 7) FROM (SELECT "
                        + Sql.name(key.get(0).name()) + " FROM ONLY " + part
                        + " LIMIT 1000) AS sample"));
        return endings >= LEAST_ENDINGS ? new Stripes(number) : Stripes.BY_PLACE;
    }

    private String explain(String query) throws SQLException {
        return session.authored().rows("EXPLAIN " + query).stream()
                .map(row -> String.valueOf(row.get(0)))
                .collect(Collectors.joining("\n"));
    }

    private static long number(@Nullable String text) {
        return Long.parseLong(String.valueOf(text));
    }
}
