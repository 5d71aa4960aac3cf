package liquibase.ext.online.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import liquibase.change.ColumnConfig;
import org.jspecify.annotations.Nullable;

/** What stands for the placeholders of a condition, each in order. */
record WherePlaceholders(List<String> names, List<Object> values, List<String> withoutValue, boolean complete) {
    private static final Pattern NAME = Pattern.compile(":name");
    private static final Pattern VALUE = Pattern.compile(":value|\\?");

    static WherePlaceholders of(List<ColumnConfig> parameters) {
        return new WherePlaceholders(
                parameters.stream()
                        .map(ColumnConfig::getName)
                        .filter(Objects::nonNull)
                        .toList(),
                parameters.stream()
                        .map(ColumnConfig::getValueObject)
                        .filter(Objects::nonNull)
                        .toList(),
                parameters.stream()
                        .filter(p -> p.getName() != null && p.getValueObject() == null)
                        .map(ColumnConfig::getName)
                        .toList(),
                parameters.stream().allMatch(p -> p.getName() != null || p.getValueObject() != null));
    }

    /** Nothing is said of a condition without parameters: what looks like a placeholder is SQL there. */
    List<String> problems(@Nullable String where) {
        List<String> problems = new ArrayList<>();
        if (!complete) {
            problems.add("a param of whereParams has neither a name nor a value");
        }
        if (names.isEmpty() && values.isEmpty()) {
            return problems;
        }
        long wantedNames = count(NAME, where);
        long wantedValues = count(VALUE, where);
        if (wantedNames != names.size() || wantedValues != values.size()) {
            problems.add("where has " + wantedNames + " :name and " + wantedValues + " :value or ?, and whereParams "
                    + names.size() + " names and " + values.size() + " values");
        } else if (wantedValues > 0 && !withoutValue.isEmpty()) {
            problems.add("param " + withoutValue.get(0)
                    + " of whereParams has no value, and the stock change would take NULL"
                    + " for the next :value; give each param its value, or write its name into where");
        }
        return problems;
    }

    private static long count(Pattern placeholder, @Nullable String where) {
        return where == null ? 0 : placeholder.matcher(where).results().count();
    }
}
