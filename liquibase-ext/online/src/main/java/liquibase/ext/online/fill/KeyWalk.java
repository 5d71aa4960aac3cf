package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import liquibase.ext.online.server.KeyColumn;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Ranges over the values of a unique key, each found by a walk of its index: {@code (a, b) > (…) AND (a, b) <= (…)}.
 *
 * @param shared whether several workers share the part, so that it is cut into stretches
 */
record KeyWalk(QualifiedName part, List<KeyColumn> key, Stripes stripes, boolean shared) implements Walk {
    private static final int STRETCH_ROWS = 100_000;

    KeyWalk {
        key = List.copyOf(key);
    }

    @Override
    public String describe() {
        return "key (" + names() + ")";
    }

    @Override
    public @Nullable List<String> end(Session session) throws SQLException {
        return place(session, lastKey());
    }

    String lastKey() {
        return "SELECT " + texts() + " FROM ONLY " + part + " AS t ORDER BY " + order(KeyColumn::greater) + " LIMIT 1";
    }

    @Override
    public List<String> stretchEnd(Session session, @Nullable List<String> from, List<String> end, int passes)
            throws SQLException {
        return shared || passes > 1
                ? Objects.requireNonNullElse(place(session, keyAfter(from, end, STRETCH_ROWS)), end)
                : end;
    }

    /** A cursor is the pass, and behind it the key; only the pass at its start. */
    @Override
    public @Nullable Batch next(Session session, Stretch stretch, @Nullable List<String> cursor, int rows)
            throws SQLException {
        int pass = cursor == null ? 0 : Integer.parseInt(cursor.get(0));
        if (pass == stretch.passes()) {
            return null;
        }
        List<String> after = cursor == null || cursor.size() == 1 ? stretch.from() : cursor.subList(1, cursor.size());
        List<String> next = place(session, keyAfter(after, stretch.upTo(), (long) rows * stretch.passes()));
        String range = between(after, next == null ? stretch.upTo() : next) + stripes.and(pass, stretch.passes());
        List<String> end = new ArrayList<>(List.of(String.valueOf(next == null ? pass + 1 : pass)));
        if (next != null) {
            end.addAll(next);
        }
        return new Batch(range, end, next == null ? 0 : rows);
    }

    /** The key that is {@code rows} further on; no row when the rest has fewer. */
    String keyAfter(@Nullable List<String> after, List<String> end, long rows) {
        return "SELECT " + texts() + " FROM ONLY " + part + " AS t WHERE " + between(after, end) + " ORDER BY "
                + order(KeyColumn::less) + " LIMIT 1 OFFSET " + (rows - 1);
    }

    String between(@Nullable List<String> after, List<String> upTo) {
        String end = compared(upTo, KeyColumn::lessOrEqual, KeyColumn::less, KeyColumn::lessOrEqual);
        return after == null
                ? end
                : compared(after, KeyColumn::greater, KeyColumn::greater, KeyColumn::greaterOrEqual) + " AND " + end;
    }

    /**
     * The key compared with a place. Rows compare by one operator; where each column has its own, the first column tells the
     * index where to begin, and the others are compared one by one.
     *
     * @param whole of the key, and so of its last column
     * @param strict that of a column before the last
     * @param start that of the first column alone
     */
    private String compared(
            List<String> to,
            Function<KeyColumn, String> whole,
            Function<KeyColumn, String> strict,
            Function<KeyColumn, String> start) {
        if (key.stream().map(whole).distinct().count() == 1) {
            return key.stream().map(KeyColumn::sql).collect(Collectors.joining(", ", "(", ") "))
                    + whole.apply(key.get(0)) + " " + RowKey.values(key, to);
        }
        int last = key.size() - 1;
        String condition = compared(key.get(last), whole, to.get(last));
        for (int i = last - 1; i >= 0; i--) {
            KeyColumn column = key.get(i);
            condition = "(" + compared(column, strict, to.get(i)) + " OR ("
                    + compared(column, KeyColumn::equal, to.get(i)) + " AND " + condition + "))";
        }
        return compared(key.get(0), start, to.get(0)) + " AND " + condition;
    }

    private static String compared(KeyColumn column, Function<KeyColumn, String> operator, String to) {
        return column.sql() + " " + operator.apply(column) + " " + column.literal(to);
    }

    private static @Nullable List<String> place(Session session, String query) throws SQLException {
        Optional<List<@Nullable String>> row = session.authored().first(query);
        return row.map(texts -> texts.stream().map(String::valueOf).toList()).orElse(null);
    }

    private String texts() {
        return key.stream().map(c -> "t." + c.text()).collect(Collectors.joining(", "));
    }

    /** Qualified, as ORDER BY would take a bare name for the text of the same name in the SELECT list. */
    private String order(Function<KeyColumn, String> by) {
        return key.stream().map(c -> "t." + c.sql() + " USING " + by.apply(c)).collect(Collectors.joining(", "));
    }

    private String names() {
        return key.stream().map(c -> Sql.name(c.name())).collect(Collectors.joining(", "));
    }
}
