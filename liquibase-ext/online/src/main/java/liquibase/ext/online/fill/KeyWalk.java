package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import liquibase.ext.online.server.Relations.KeyColumn;
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
        return "SELECT " + texts() + " FROM ONLY " + part + " AS t ORDER BY " + order(" DESC") + " LIMIT 1";
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
                + order("") + " LIMIT 1 OFFSET " + (rows - 1);
    }

    String between(@Nullable List<String> after, List<String> upTo) {
        String columns = "(" + names() + ")";
        return (after == null ? "" : columns + " > " + RowKey.values(key, after) + " AND ") + columns + " <= "
                + RowKey.values(key, upTo);
    }

    private static @Nullable List<String> place(Session session, String query) throws SQLException {
        Optional<List<@Nullable String>> row = session.authored().first(query);
        return row.map(texts -> texts.stream().map(String::valueOf).toList()).orElse(null);
    }

    private String texts() {
        return key.stream().map(c -> "t." + Sql.name(c.name()) + "::text").collect(Collectors.joining(", "));
    }

    /** Qualified, as ORDER BY would take a bare name for the text of the same name in the SELECT list. */
    private String order(String direction) {
        return key.stream().map(c -> "t." + Sql.name(c.name()) + direction).collect(Collectors.joining(", "));
    }

    private String names() {
        return key.stream().map(c -> Sql.name(c.name())).collect(Collectors.joining(", "));
    }
}
