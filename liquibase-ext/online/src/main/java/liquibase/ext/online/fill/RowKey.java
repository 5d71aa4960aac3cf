package liquibase.ext.online.fill;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import liquibase.ext.online.server.KeyColumn;
import liquibase.ext.online.sql.Sql;

/**
 * What tells one row of a part from the others: its key, which stays when the row moves, or else its place.
 *
 * @param columns empty when there is no key
 */
record RowKey(List<KeyColumn> columns) {
    RowKey {
        columns = List.copyOf(columns);
    }

    /** Whether a row that moves is found again. */
    boolean stays() {
        return !columns.isEmpty();
    }

    boolean hasAnyOf(List<String> names) {
        return columns.stream().anyMatch(column -> names.contains(column.name()));
    }

    /** A text[] for a SELECT list. */
    String array() {
        return stays()
                ? columns.stream().map(KeyColumn::text).collect(Collectors.joining(", ", "ARRAY[", "]"))
                : "ARRAY[ctid::pg_catalog.text]";
    }

    /** The condition for some rows. */
    String anyOf(List<List<String>> rows) {
        if (!stays()) {
            return "ctid OPERATOR(pg_catalog.=) ANY (" + texts(rows, "pg_catalog.tid") + ")";
        }
        KeyColumn first = columns.get(0);
        // A list of arrays is but a larger array.
        if (columns.size() == 1 && !first.array()) {
            return first.sql() + " " + first.equal() + " ANY (" + texts(rows, first.type()) + ")";
        }
        // A list of pairs would be planned as one OR for each, and thousands of them exceed the server's stack.
        return rows.stream()
                        .map(row -> values(columns, row))
                        .collect(Collectors.joining(", ", "EXISTS (SELECT FROM (VALUES ", ") AS online_rows "))
                + IntStream.range(0, columns.size())
                        .mapToObj(i -> "online_" + i)
                        .collect(Collectors.joining(", ", "(", ") WHERE "))
                + IntStream.range(0, columns.size())
                        .mapToObj(
                                i -> columns.get(i).sql() + " " + columns.get(i).equal() + " online_rows.online_" + i)
                        .collect(Collectors.joining(" AND "))
                + ")";
    }

    private static String texts(List<List<String>> rows, String type) {
        return rows.stream()
                .map(row -> Sql.literal(row.get(0)))
                .collect(Collectors.joining(", ", "ARRAY[", "]::" + type + "[]"));
    }

    /** One row, for a message. */
    String describe(List<String> row) {
        return stays()
                ? IntStream.range(0, row.size())
                        .mapToObj(i -> Sql.name(columns.get(i).name()) + " = " + row.get(i))
                        .collect(Collectors.joining(", "))
                : "ctid = " + row.get(0);
    }

    static String values(List<KeyColumn> columns, List<String> texts) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).literal(texts.get(i)))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
