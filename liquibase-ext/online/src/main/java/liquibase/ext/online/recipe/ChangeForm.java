package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * One of our change types as a changelog has it.
 *
 * @param type its name
 * @param attributes in the order in which they are written
 * @param columns those nested in it
 * @param where the text of a nested where; empty for none
 */
public record ChangeForm(String type, Map<String, String> attributes, List<ColumnForm> columns, String where) {

    /**
     * A nested column.
     *
     * @param constraints the attributes of what is nested in it
     */
    public record ColumnForm(Map<String, String> attributes, Map<String, String> constraints) {}

    /** A change of a table, its attributes by name and value in turn; those without a value are left out. */
    public static ChangeForm of(String type, QualifiedName table, @Nullable String... attributes) {
        Map<String, String> all = new LinkedHashMap<>();
        put(all, "schemaName", table.schema());
        put(all, "tableName", table.name());
        return new ChangeForm(type, putAll(all, attributes), List.of(), "");
    }

    /** A change, its attributes by name and value in turn; those without a value are left out. */
    public static ChangeForm of(String type, @Nullable String... attributes) {
        return new ChangeForm(type, putAll(new LinkedHashMap<>(), attributes), List.of(), "");
    }

    /** The same with one more column, its attributes by name and value in turn. */
    public ChangeForm column(@Nullable String... columnAttributes) {
        return column(Map.of(), columnAttributes);
    }

    /** The same with one more column that has constraints. */
    public ChangeForm column(Map<String, String> constraints, @Nullable String... columnAttributes) {
        List<ColumnForm> all = new ArrayList<>(columns);
        all.add(new ColumnForm(putAll(new LinkedHashMap<>(), columnAttributes), constraints));
        return new ChangeForm(type, attributes, List.copyOf(all), where);
    }

    /** The same for the rows of which a condition is true. */
    public ChangeForm where(String condition) {
        return new ChangeForm(type, attributes, columns, condition);
    }

    /** Attributes by name and value in turn; those without a value are left out. */
    static Map<String, String> putAll(Map<String, String> all, @Nullable String... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            put(all, String.valueOf(attributes[i]), attributes[i + 1]);
        }
        return all;
    }

    /** The value of an attribute that is only written where it is true. */
    static @Nullable String ifTrue(boolean fact) {
        return fact ? "true" : null;
    }

    private static void put(Map<String, String> all, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            all.put(name, value);
        }
    }
}
