package liquibase.ext.online.plan;

import java.util.HashMap;
import java.util.Map;
import liquibase.ext.online.sql.PartsQuery;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * A backfill as one DO block, which commits after each batch. It collects the places of the rows by one scan and needs no
 * key; rows that moved meanwhile are met by the next pass.
 */
final class BackfillScript {
    private static final int DEFAULT_BATCH_SIZE = 5_000;

    /** Stands for a percent sign of a format string, which no SQL text has. */
    private static final String MARK = "\u0001";

    private BackfillScript() {}

    /** @param progress a statement for each batch, in which {@code written} stands for its rows; empty for none */
    static String of(Backfill backfill, boolean acceptRowSecurity, String progress) {
        String wrote = progress.isEmpty() ? "" : " GET DIAGNOSTICS written = ROW_COUNT; " + progress + ";";
        boolean typed = !backfill.typed(Map.of()).equals(backfill);
        return "--    in batches of " + batchSize(backfill.pacing())
                + " rows, each its own transaction: not inside BEGIN, not with psql -1\nDO "
                + Sql.dollarQuoted("""

                DECLARE part pg_catalog.regclass; place pg_catalog.tid; places pg_catalog.tid[] := '{}'; pass int := 0;
                  rows_left boolean;%7$s%10$s
                BEGIN
                  LOOP
                %8$s    EXECUTE %2$s INTO rows_left;
                    EXIT WHEN NOT rows_left;
                    pass := pass OPERATOR(pg_catalog.+) 1;
                    IF pass OPERATOR(pg_catalog.>) %3$d THEN
                      RAISE EXCEPTION 'rows still match after %3$d passes: something goes on writing them, or the values do not make the condition false';
                    END IF;
                    FOR part IN %4$s LOOP
                %9$s      FOR place IN EXECUTE pg_catalog.format(%5$s, part) LOOP
                        places := pg_catalog.array_append(places, place);
                        IF pg_catalog.cardinality(places) OPERATOR(pg_catalog.>=) %1$d THEN
                          EXECUTE pg_catalog.format(%6$s) USING places;%11$s
                          COMMIT;
                          places := '{}';
                        END IF;
                      END LOOP;
                      EXECUTE pg_catalog.format(%6$s) USING places;%11$s
                      COMMIT;
                      places := '{}';
                    END LOOP;
                  END LOOP;
                END\s""".formatted(
                                batchSize(backfill.pacing()),
                                Sql.literal(backfill.anyLeft()),
                                backfill.pacing().maxPasses(),
                                parts(backfill.table()),
                                format("SELECT ctid FROM ONLY ", own(backfill) + " WHERE " + backfill.predicate()),
                                update(backfill),
                                typed
                                        ? " types pg_catalog.text[] := ARRAY(SELECT c.type FROM (" + backfill.types()
                                                + ") AS c);"
                                        : "",
                                acceptRowSecurity ? "" : refuseHidden("    ", CatalogText.oid(backfill.table())),
                                acceptRowSecurity ? "" : refuseHidden("      ", "part"),
                                progress.isEmpty() ? "" : " written bigint;",
                                wrote));
    }

    /** What a policy hides would stay as it is, and nobody would be told. */
    private static String refuseHidden(String indent, String relation) {
        return (indent + "IF pg_catalog.row_security_active(" + relation + ") THEN\n" + indent
                + "  RAISE EXCEPTION 'row security hides rows of % from %', " + relation + ", current_user;\n" + indent
                + "END IF;\n");
    }

    private static String own(Backfill backfill) {
        return " AS " + Sql.name(backfill.table().name());
    }

    /** A format string and its arguments: the part, and the types of the columns where values are cast to them. */
    private static String update(Backfill backfill) {
        Map<String, String> marks = new HashMap<>();
        StringBuilder arguments = new StringBuilder(", part");
        for (String column : backfill.columns()) {
            marks.put(column, MARK + (marks.size() + 2) + MARK);
            arguments.append(", types[").append(marks.size()).append(']');
        }
        Backfill typed = backfill.typed(marks);
        String update = format(
                "UPDATE ONLY ",
                own(backfill) + " SET " + typed.set() + " WHERE ctid OPERATOR(pg_catalog.=) ANY ($1) AND "
                        + backfill.predicate());
        return typed.equals(backfill)
                ? update + ", part"
                : update.replaceAll(MARK + "(\\d+)" + MARK, "%$1\\$s") + arguments;
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
        return PartsQuery.with(CatalogText.oid(table)) + "SELECT parts.oid::pg_catalog.regclass FROM parts JOIN"
                + " pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) parts.oid WHERE c.relkind"
                + " OPERATOR(pg_catalog.=) 'r' ORDER BY 1";
    }
}
