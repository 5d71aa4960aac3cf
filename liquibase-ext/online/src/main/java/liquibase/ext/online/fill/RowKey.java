package liquibase.ext.online.fill;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import liquibase.ext.online.server.Relations.KeyColumn;
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
                ? columns.stream()
                        .map(c -> Sql.name(c.name()) + "::text")
                        .collect(Collectors.joining(", ", "ARRAY[", "]"))
                : "ARRAY[ctid::text]";
    }

    /** The condition for some rows. */
    String anyOf(List<List<String>> rows) {
        String names = columns.stream().map(c -> Sql.name(c.name())).collect(Collectors.joining(", ", "(", ")"));
        if (hasArray()) {
            return rows.stream()
                    .map(row -> values(columns, row))
                    .collect(Collectors.joining(", ", names + " IN (", ")"));
        }
        if (columns.size() > 1) {
            // A list of pairs would be planned as one OR for each, and thousands of them exceed the server's stack.
            return IntStream.range(0, columns.size())
                    .mapToObj(i -> texts(rows, i, columns.get(i).type()))
                    .collect(Collectors.joining(", ", names + " IN (SELECT * FROM unnest(", "))"));
        }
        String name = stays() ? Sql.name(columns.get(0).name()) : "ctid";
        String type = stays() ? columns.get(0).type() : "tid";
        return name + " = ANY (" + texts(rows, 0, type) + ")";
    }

    private static String texts(List<List<String>> rows, int column, String type) {
        return rows.stream()
                .map(row -> Sql.literal(row.get(column)))
                .collect(Collectors.joining(", ", "ARRAY[", "]::" + type + "[]"));
    }

    /** A list of arrays is but a larger array. */
    private boolean hasArray() {
        return columns.stream().anyMatch(column -> column.type().endsWith("[]"));
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
                .mapToObj(i -> Sql.literal(texts.get(i)) + "::" + columns.get(i).type())
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
