package liquibase.ext.online.state;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import liquibase.ext.online.plan.Made;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.plan.StateTable;
import liquibase.ext.online.recipe.RevertSteps;
import liquibase.ext.online.server.Session;
import org.jspecify.annotations.Nullable;

/**
 * A row of the state table.
 *
 * @param kind {@code begun}, {@code object}, {@code statement} or {@code fill}
 * @param fingerprint of the change, for a row of kind {@code begun}
 * @param written rows of the table, for a row of kind {@code fill}
 * @param started as the server writes a timestamptz
 */
public record Kept(
        Origin origin,
        String kind,
        String step,
        String relation,
        String status,
        String fingerprint,
        @Nullable Made made,
        long written,
        String started) {

    /** Whether it tells of something that is there and was not before. */
    public boolean stands() {
        return isStatement()
                || (kind.equals("fill") ? written > 0 : kind.equals("object") && !status.equals("adopted"));
    }

    /** Whether it says that a statement of the author's ran. */
    public boolean isStatement() {
        return kind.equals("statement");
    }

    /** Whether it says that a change began. */
    public boolean isBegin() {
        return kind.equals("begun");
    }

    /** What changes made themselves, in the order in which they did. */
    public static List<Made> made(List<Kept> kept) {
        return kept.stream()
                .filter(Kept::isOwn)
                .map(row -> Objects.requireNonNull(row.made()))
                .toList();
    }

    /** What changes found, equal to what they would have made. */
    public static List<Made> adopted(List<Kept> kept) {
        return kept.stream()
                .filter(row -> row.made() != null && !row.stands())
                .map(row -> Objects.requireNonNull(row.made()))
                .toList();
    }

    /** How all of it is taken back. */
    public static RevertSteps revert(List<Kept> kept) {
        return new RevertSteps(made(kept), adopted(kept));
    }

    /** Whether the change itself made it. */
    public boolean isOwn() {
        return made != null && stands();
    }

    /** As messages name it. */
    @Override
    public String toString() {
        if (isStatement()) {
            return step + ", which ran";
        }
        return made == null
                ? String.format(Locale.ROOT, "%,d rows of %s written by step \"%s\"", written, relation, step)
                : made + (status.equals("building") ? ", perhaps not whole" : "");
    }

    /** Every row but that of the version, in the order in which they came; a table of version 1 has backfills only. */
    static List<Kept> in(Session session, StateTable names, String where) throws SQLException {
        List<Kept> all = new ArrayList<>();
        for (List<@Nullable String> each :
                session.rows("SELECT m.id, m.author, m.filename, m.change, m.step, m.relation, m.status,"
                        + " m.fingerprint, (m.rows_written OPERATOR(pg_catalog.+) coalesce((SELECT pg_catalog.sum(s.rows_written) FROM "
                        + names.stretches()
                        + " s WHERE (s.id, s.author, s.filename, s.change, s.step) OPERATOR(pg_catalog.=) (m.id,"
                        + " m.author, m.filename, m.change, m.step)), 0))::pg_catalog.int8, m.started, coalesce("
                        + field("kind") + ", 'fill'), "
                        + field("object', '0") + ", " + field("object', '1") + ", " + field("object', '2") + ", "
                        + field("object', '3") + ", " + field("object', '4") + " FROM (SELECT * FROM " + names.main()
                        + " WHERE change OPERATOR(pg_catalog.>=) 0 AND " + where
                        + ") AS m ORDER BY m.started, m.step")) {
            all.add(of(each));
        }
        return all;
    }

    /** Columns that version 1 lacks are asked for by way of JSON. */
    private static String field(String path) {
        return "pg_catalog.jsonb_extract_path_text(pg_catalog.to_jsonb(m), '" + path + "')";
    }

    private static Kept of(List<@Nullable String> row) {
        return new Kept(
                new Origin(
                        String.valueOf(row.get(0)),
                        String.valueOf(row.get(1)),
                        String.valueOf(row.get(2)),
                        Integer.parseInt(String.valueOf(row.get(3)))),
                String.valueOf(row.get(10)),
                String.valueOf(row.get(4)),
                String.valueOf(row.get(5)),
                String.valueOf(row.get(6)),
                String.valueOf(row.get(7)),
                row.get(11) == null
                        ? null
                        : Made.read(row.subList(11, 16).stream()
                                .map(String::valueOf)
                                .toList()),
                Long.parseLong(String.valueOf(row.get(8))),
                String.valueOf(row.get(9)));
    }
}
