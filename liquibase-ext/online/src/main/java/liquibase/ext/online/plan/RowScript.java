package liquibase.ext.online.plan;

import java.util.HashMap;
import java.util.Map;
import liquibase.ext.online.sql.PartsQuery;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * Work on rows as one DO block, which commits after each batch. It collects the places of the rows by one scan and needs no
 * key; rows that moved meanwhile are met by the next pass.
 */
final class RowScript {
    private static final int DEFAULT_BATCH_SIZE = 5_000;

    /** Stands around the number of an argument of a format string; no SQL text has this character. */
    private static final String MARK = "\u0001";

    private RowScript() {}

    /**
     * What differs between the kinds of work.
     *
     * @param declarations of further variables
     * @param batch the statement for the rows at {@code places} and what follows it
     * @param passBegins before a pass
     * @param passEnds behind a pass
     * @param endless why rows may be left after all passes
     */
    private record Kind(String declarations, String batch, String passBegins, String passEnds, String endless) {}

    /** @param progress a statement for each batch, in which {@code written} stands for its rows; empty for none */
    static String of(RowWork work, boolean acceptRowSecurity, String progress) {
        Kind kind =
                work instanceof Deletion deletion ? deletion(deletion, progress) : backfill((Backfill) work, progress);
        return "--    in batches of " + batchSize(work.pacing())
                + " rows, each its own transaction: not inside BEGIN, not with psql -1\nDO "
                + Sql.dollarQuoted("""

                DECLARE part pg_catalog.regclass; place pg_catalog.tid; places pg_catalog.tid[] := '{}'; pass int := 0;
                  rows_left boolean;%7$s
                BEGIN
                  LOOP
                %8$s    EXECUTE %2$s INTO rows_left;
                    EXIT WHEN NOT rows_left;
                    pass := pass OPERATOR(pg_catalog.+) 1;
                    IF pass OPERATOR(pg_catalog.>) %3$d THEN
                      RAISE EXCEPTION 'rows still match after %3$d passes: %10$s';
                    END IF;
                %11$s    FOR part IN %4$s LOOP
                %9$s      FOR place IN EXECUTE pg_catalog.format(%5$s, part) LOOP
                        places := pg_catalog.array_append(places, place);
                        IF pg_catalog.cardinality(places) OPERATOR(pg_catalog.>=) %1$d THEN
                          %6$s
                          COMMIT;
                          places := '{}';
                        END IF;
                      END LOOP;
                      %6$s
                      COMMIT;
                      places := '{}';
                    END LOOP;
                %12$s  END LOOP;
                END\s""".formatted(
                                batchSize(work.pacing()),
                                Sql.literal(work.anyLeft()),
                                work.pacing().maxPasses(),
                                parts(work.table()),
                                format("SELECT ctid FROM ONLY ", own(work) + " WHERE " + work.predicate()),
                                kind.batch(),
                                kind.declarations(),
                                acceptRowSecurity ? "" : refuseHidden("    ", CatalogText.oid(work.table())),
                                acceptRowSecurity ? "" : refuseHidden("      ", "part"),
                                kind.endless(),
                                kind.passBegins(),
                                kind.passEnds()));
    }

    private static Kind backfill(Backfill backfill, String progress) {
        boolean typed = !backfill.typed(Map.of()).equals(backfill);
        return new Kind(
                (typed ? " types pg_catalog.text[] := ARRAY(SELECT c.type FROM (" + backfill.types() + ") AS c);" : "")
                        + (progress.isEmpty() ? "" : " written bigint;"),
                "EXECUTE pg_catalog.format(" + update(backfill) + ") USING places;"
                        + (progress.isEmpty() ? "" : " GET DIAGNOSTICS written = ROW_COUNT; " + progress + ";"),
                "",
                "",
                "something goes on writing them, or the values do not make the condition false");
    }

    /** A later pass that met every row where it had found it leaves only rows that came meanwhile. */
    private static Kind deletion(Deletion deletion, String progress) {
        Deletion.Archive archive = deletion.archive();
        String delete = "DELETE FROM ONLY " + argument(1) + own(deletion)
                + " WHERE ctid OPERATOR(pg_catalog.=) ANY ($1) AND " + deletion.predicate();
        String execute = "EXECUTE pg_catalog.format("
                + formatted(
                        Sql.literal(deletion.moving(argument(2)).moved(delete).replace("%", "%%"))) + ", part"
                + (archive == null ? "" : ", moved") + ")";
        return new Kind(
                " written bigint; missed boolean;"
                        + (archive == null
                                ? ""
                                : " kept bigint; moved pg_catalog.text := ("
                                        + Deletion.columnsToMove(deletion.table(), archive.table()) + ");"),
                execute
                        + (archive == null
                                ? " USING places; GET DIAGNOSTICS written = ROW_COUNT;"
                                : " INTO written, kept USING places; IF kept OPERATOR(pg_catalog.<>) written THEN RAISE EXCEPTION"
                                        + " '% rows would be lost: something keeps them out of %', written"
                                        + " OPERATOR(pg_catalog.-) kept, "
                                        + Sql.literal(archive.table().toString())
                                        + "; END IF;")
                        + " missed := missed OR written OPERATOR(pg_catalog.<) pg_catalog.cardinality(places);"
                        + (progress.isEmpty() ? "" : " " + progress + ";"),
                "    missed := false;\n",
                "    EXIT WHEN pass OPERATOR(pg_catalog.>) 1 AND NOT missed;\n",
                "something keeps them from being deleted, or moves them all the time");
    }

    /** What a policy hides would stay as it is, and nobody would be told. */
    private static String refuseHidden(String indent, String relation) {
        return (indent + "IF pg_catalog.row_security_active(" + relation + ") THEN\n" + indent
                + "  RAISE EXCEPTION 'row security hides rows of % from %', " + relation + ", current_user;\n" + indent
                + "END IF;\n");
    }

    private static String own(RowWork work) {
        return " AS " + Sql.name(work.table().name());
    }

    /** A format string and its arguments: the part, and the types of the columns where values are cast to them. */
    private static String update(Backfill backfill) {
        Map<String, String> marks = new HashMap<>();
        StringBuilder arguments = new StringBuilder(", part");
        for (String column : backfill.columns()) {
            marks.put(column, argument(marks.size() + 2));
            arguments.append(", types[").append(marks.size()).append(']');
        }
        Backfill typed = backfill.typed(marks);
        String update = format(
                "UPDATE ONLY ",
                own(backfill) + " SET " + typed.set() + " WHERE ctid OPERATOR(pg_catalog.=) ANY ($1) AND "
                        + backfill.predicate());
        return typed.equals(backfill) ? update + ", part" : formatted(update) + arguments;
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

    private static String argument(int number) {
        return MARK + number + MARK;
    }

    private static String formatted(String marked) {
        return marked.replaceAll(MARK + "(\\d+)" + MARK, "%$1\\$s");
    }

    /** The table and what inherits from it or is a partition of it, as far as it holds rows. */
    static String parts(QualifiedName table) {
        return PartsQuery.with(CatalogText.oid(table)) + "SELECT parts.oid::pg_catalog.regclass FROM parts JOIN"
                + " pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) parts.oid WHERE c.relkind"
                + " OPERATOR(pg_catalog.=) 'r' ORDER BY 1";
    }
}
