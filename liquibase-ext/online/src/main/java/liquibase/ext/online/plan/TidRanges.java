package liquibase.ext.online.plan;

import java.util.List;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of blocks, for tables without a usable key. From PostgreSQL 14 such a range reads only its blocks (TID range
 * scan); before, each would read the whole table. Rows that move meanwhile are met by the next pass.
 */
public record TidRanges(QualifiedName part) implements Ranges {

    /** Rows of a block when the table has no statistics yet. */
    private static final int ROWS_A_BLOCK = 50;

    @Override
    public String end() {
        return "SELECT blocks::text FROM (SELECT pg_relation_size(" + Sql.literal(part.toString())
                + "::regclass) / current_setting('block_size')::bigint AS blocks) AS size WHERE blocks > 0";
    }

    @Override
    public String next(@Nullable List<String> after, List<String> end, int rows) {
        String start = after == null ? "0" : after.get(0);
        return "SELECT upto::text FROM (SELECT " + start + " + greatest(1, CASE WHEN reltuples > 0 THEN " + rows
                + " * relpages / reltuples ELSE " + rows + " / " + ROWS_A_BLOCK + " END)::bigint AS upto FROM pg_class"
                + " WHERE oid = " + Sql.literal(part.toString()) + "::regclass) AS range WHERE upto < " + end.get(0);
    }

    @Override
    public String between(@Nullable List<String> after, List<String> upTo) {
        return "ctid >= '(" + (after == null ? "0" : after.get(0)) + ",0)' AND ctid < '(" + upTo.get(0) + ",0)'";
    }

    @Override
    public String describe() {
        return "ranges of blocks";
    }
}
