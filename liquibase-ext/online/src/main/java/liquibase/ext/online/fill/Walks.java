package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Relations.KeyColumn;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Chooses how a part is walked, by what the server says of it. */
final class Walks {
    /** Rows of a key's stretch when several workers share the part. */
    private static final int KEY_STRETCH = 100_000;

    /** Below it, the rows of a range of the key lie all over the table, and each costs a block. */
    private static final double ORDERED = 0.5;

    private static final Pattern ESTIMATE = Pattern.compile("rows=(\\d+)");

    private final Session session;
    private final PgVersion version;
    private final int workers;

    Walks(Session session, PgVersion version, int workers) {
        this.session = session;
        this.version = version;
        this.workers = workers;
    }

    /** The planner's guess, which counts by size where there are no statistics. */
    long estimatedRows(QualifiedName part) throws SQLException {
        Matcher rows = ESTIMATE.matcher(explain("SELECT FROM ONLY " + part));
        return rows.find() ? Long.parseLong(rows.group(1)) : 0;
    }

    /** Whether the rows are few, and an index leads to them. */
    boolean indexLeadsTo(QualifiedName part, Backfill backfill) throws SQLException {
        return !explain("SELECT ctid FROM ONLY " + part + " WHERE " + backfill.predicate())
                .contains("Seq Scan");
    }

    private String explain(String query) throws SQLException {
        return session.rows("EXPLAIN " + query).stream()
                .map(row -> String.valueOf(row.get(0)))
                .collect(Collectors.joining("\n"));
    }

    /** By blocks where the server can read a range of them; before 14 by a key in whose order the rows lie. */
    Walk of(QualifiedName part, List<KeyColumn> key) throws SQLException {
        List<@Nullable String> row = session.rows(
                        "SELECT a.amname, pg_relation_size(c.oid) / s.size, s.size FROM pg_class c"
                                + " JOIN pg_am a ON a.oid = c.relam, (SELECT current_setting('block_size')::bigint AS size) s WHERE"
                                + " c.oid = " + Sql.literal(part.toString()) + "::regclass")
                .get(0);
        boolean heap = "heap".equals(row.get(0));
        KeyWalk byKey = new KeyWalk(part, key, workers > 1 ? KEY_STRETCH : 0);
        if (!heap && key.isEmpty()) {
            throw new Refusal(
                    part + " is stored by " + row.get(0)
                            + " and has no primary key and no unique key over NOT NULL columns",
                    "add a key, for example with addUniqueConcurrently and setNotNullValidated");
        }
        if (!heap || (!version.hasTidRangeScan() && !key.isEmpty() && ordered(part, key.get(0)))) {
            return byKey;
        }
        return new BlockWalk(
                part,
                estimatedRows(part),
                Long.parseLong(String.valueOf(row.get(1))),
                Integer.parseInt(String.valueOf(row.get(2))),
                version.hasTidRangeScan());
    }

    private boolean ordered(QualifiedName part, KeyColumn first) throws SQLException {
        return session.holds("coalesce((SELECT abs(s.correlation) >= " + ORDERED + " FROM pg_stats s JOIN pg_class c ON"
                + " c.relname = s.tablename JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = s.schemaname WHERE"
                + " c.oid = " + Sql.literal(part.toString()) + "::regclass AND s.attname = " + Sql.literal(first.name())
                + "), true)");
    }
}
