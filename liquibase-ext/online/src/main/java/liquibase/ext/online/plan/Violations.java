package liquibase.ext.online.plan;

import java.util.Locale;
import java.util.function.UnaryOperator;
import liquibase.ext.online.sql.PartsQuery;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a constraint to be does not allow. To look at every row for them costs as much as the build or the validation
 * that would meet them, so that this is done only when that has failed; before, a bounded sample is looked at. Statistics
 * are not asked: behind a backfill they are old, and a sample says the same of the rows that are there now.
 *
 * @param table whose rows are looked at
 * @param query for the author's search_path, everything of ours being qualified; gives the query for a clause that stands behind the table's name, nothing or TABLESAMPLE; the query gives a
 *     row per finding, at most ten: {@code sample text, total bigint}
 * @param problem the sentence for the message, in which {@code %d} stands for the total
 * @param remedy what to do, with text to paste
 * @param comparison a query for the condition that the constraint compares rows by, as SQL that means the same in every
 *     search_path; null where none is needed
 */
public record Violations(
        QualifiedName table,
        UnaryOperator<String> query,
        String problem,
        String remedy,
        @Nullable String comparison) {
    /** Stands in a query for the comparison; no SQL text has this character. */
    public static final String COMPARISON = "\u0001";

    /** Rows that are found without operators that only the catalog knows. */
    public Violations(QualifiedName table, UnaryOperator<String> query, String problem, String remedy) {
        this(table, query, problem, remedy, null);
    }

    /** Some 20,000 rows of 100 bytes, which any query reads in some hundredths of a second. */
    private static final int SAMPLED_PAGES = 300;

    /** Finds them among all rows. */
    public String all() {
        return query.apply("");
    }

    /**
     * Finds them among all rows.
     *
     * @param found what {@link #comparison} gave
     */
    public String all(String found) {
        return all().replace(COMPARISON, found);
    }

    /**
     * Finds them in a sample, which is the same whenever it is taken of the same table; a small table is looked at whole.
     *
     * @param pages how many the table has
     */
    public String inSample(long pages) {
        double percent = Math.min(100, 100.0 * SAMPLED_PAGES / Math.max(1, pages));
        return query.apply(String.format(Locale.ROOT, " TABLESAMPLE pg_catalog.system (%.6f) REPEATABLE (1)", percent));
    }

    /** A query for how many pages the table and its partitions have. */
    public String pages() {
        return PartsQuery.with(CatalogText.oid(table))
                + "SELECT coalesce(sum(pg_relation_size(oid)), 0)::bigint / current_setting('block_size')::bigint FROM parts";
    }

    /**
     * The rows of the table that meet a condition, each named by its key.
     *
     * @param condition may name the table as such
     * @param remedy what to do, to which the query that finds them is added
     */
    public static Violations rows(QualifiedName table, String condition, String problem, String remedy) {
        return new Violations(
                table,
                sample -> {
                    String rows = " FROM " + table + " AS " + Sql.name(table.name()) + sample + " WHERE " + condition;
                    return "SELECT " + SampleKey.of(Sql.name(table.name())) + " AS sample, (SELECT pg_catalog.count(*)"
                            + rows + ") AS total" + rows + " LIMIT 10";
                },
                problem,
                remedy + "; this finds them: SELECT * FROM " + table + " WHERE " + condition);
    }
}
