package liquibase.ext.online.lint.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import liquibase.ext.online.sql.ChosenName;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Chooses names as PostgreSQL does: with the least number behind them that is free. How far each was counted is kept, as
 * to count from one for every one of thousands of equal names would grow with their square.
 */
final class NumberedNames {
    private final Map<Parts, Integer> counted = new HashMap<>();
    private final Map<String, Map<Parts, Integer>> passed = new HashMap<>();

    /** What a name is made of. */
    private record Parts(QualifiedName table, @Nullable String columns, String label) {
        String numbered(int number) {
            return ChosenName.joined(table.name(), columns, number == 0 ? label : label + number);
        }
    }

    /** {@code table_columns_label}, with a number behind it while that is taken. */
    String choose(QualifiedName table, @Nullable String columns, String label, Predicate<String> isTaken) {
        Parts parts = new Parts(table, columns, label);
        int number = counted.getOrDefault(parts, 0);
        String name = parts.numbered(number);
        while (isTaken.test(name)) {
            passed.computeIfAbsent(name, n -> new HashMap<>(2)).put(parts, number);
            number++;
            name = parts.numbered(number);
        }
        counted.put(parts, number);
        return name;
    }

    /** Says that nothing has this name any more, in some schema. */
    void free(String name) {
        Map<Parts, Integer> numbers = passed.remove(name);
        if (numbers != null) {
            numbers.forEach((parts, number) -> counted.merge(parts, number, Math::min));
        }
    }
}
