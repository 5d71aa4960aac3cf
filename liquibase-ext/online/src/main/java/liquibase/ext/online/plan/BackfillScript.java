package liquibase.ext.online.plan;

import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * A backfill as one DO block, which commits after each batch. It collects the places of the rows by one scan and needs no
 * key; rows that moved meanwhile are met by the next pass.
 */
final class BackfillScript {
    private static final int DEFAULT_BATCH_SIZE = 5_000;

    private BackfillScript() {}

    static String of(Backfill backfill) {
        return """
                --    in batches of %1$d rows, each its own transaction: not inside BEGIN, not with psql -1
                DO $online$
                DECLARE part regclass; place tid; places tid[] := '{}'; pass int := 0; rows_left boolean;
                BEGIN
                  LOOP
                    EXECUTE %2$s INTO rows_left;
                    EXIT WHEN NOT rows_left;
                    pass := pass + 1;
                    IF pass > %3$d THEN
                      RAISE EXCEPTION 'rows still match after %3$d passes: something goes on writing them, or the values do not make the condition false';
                    END IF;
                    FOR part IN %4$s LOOP
                      FOR place IN EXECUTE format(%5$s, part) LOOP
                        places := places || place;
                        IF cardinality(places) >= %1$d THEN
                          EXECUTE format(%6$s, part) USING places;
                          COMMIT;
                          places := '{}';
                        END IF;
                      END LOOP;
                      EXECUTE format(%6$s, part) USING places;
                      COMMIT;
                      places := '{}';
                    END LOOP;
                  END LOOP;
                END $online$""".formatted(
                        batchSize(backfill.pacing()),
                        Sql.literal(backfill.anyLeft()),
                        backfill.pacing().maxPasses(),
                        parts(backfill.table()),
                        format("SELECT ctid FROM ONLY ", " WHERE " + backfill.predicate()),
                        format(
                                "UPDATE ONLY ",
                                " SET " + backfill.set() + " WHERE ctid = ANY ($1) AND " + backfill.predicate()));
    }

    /** A script cannot measure; its batches take about as long as those of a live run on an idle machine. */
    private static int batchSize(Pacing pacing) {
        return pacing.batchSize() == null
                ? Math.min(Math.max(DEFAULT_BATCH_SIZE, pacing.minBatchSize()), pacing.maxBatchSize())
                : pacing.batchSize();
    }

    private static String format(String before, String after) {
        return Sql.literal(before + "%s" + after.replace("%", "%%"));
    }

    /** The table and what inherits from it or is a partition of it, as far as it holds rows. */
    static String parts(QualifiedName table) {
        return "WITH RECURSIVE parts (oid) AS (SELECT " + Conditions.oid(table)
                + "::oid UNION ALL SELECT h.inhrelid FROM"
                + " pg_inherits h JOIN parts ON h.inhparent = parts.oid) SELECT parts.oid::regclass FROM parts JOIN pg_class"
                + " USING (oid) WHERE relkind = 'r' ORDER BY 1";
    }
}
