package liquibase.ext.online.plan;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Ranges over the values of a unique key, each found by a walk of its index: {@code (a, b) > (…) AND (a, b) <= (…)}. */
public record KeyRanges(QualifiedName part, List<KeyColumn> key) implements Ranges {

    /**
     * A column of the key.
     *
     * @param type as format_type writes it
     */
    public record KeyColumn(String name, String type) {}

    public KeyRanges {
        key = List.copyOf(key);
    }

    @Override
    public String end() {
        return "SELECT " + texts() + " FROM ONLY " + part + " AS t ORDER BY " + order(" DESC") + " LIMIT 1";
    }

    @Override
    public String next(@Nullable List<String> after, List<String> end, int rows) {
        return "SELECT " + texts() + " FROM ONLY " + part + " AS t WHERE " + between(after, end) + " ORDER BY "
                + order("") + " LIMIT 1 OFFSET " + (rows - 1);
    }

    @Override
    public String between(@Nullable List<String> after, List<String> upTo) {
        String columns = "(" + names() + ")";
        return (after == null ? "" : columns + " > " + values(after) + " AND ") + columns + " <= " + values(upTo);
    }

    @Override
    public String describe() {
        return "ranges of the key (" + names() + ")";
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

    private String values(List<String> texts) {
        return IntStream.range(0, key.size())
                .mapToObj(i -> Sql.literal(texts.get(i)) + "::" + key.get(i).type())
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
