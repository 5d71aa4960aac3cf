package liquibase.ext.online.lint.parse;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.Column;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.CreateTable;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.NotNullConstraint;
import org.jspecify.annotations.Nullable;

/** Makes random records, component by component, that stand for well-formed SQL. */
final class RandomCommands {
    private static final List<String> NAMES =
            List.of("a", "b1", "_c", "Mixed", "two words", "quo\"te", "select", "order", "größe", "a$b", "1st");

    /** Actions that PostgreSQL takes alone only. */
    private static final Set<String> ALONE = Set.of(
            "RenameColumn", "RenameConstraint", "RenameTable", "SetSchema", "AttachPartition", "DetachPartition");

    /** Parts that take some records of their interface only. */
    private static final Map<String, List<Class<?>>> ONLY = Map.of(
            "NotEnforced.definition", List.of(Check.class, ForeignKey.class),
            "NoInherit.definition", List.of(Check.class, NotNullConstraint.class),
            "CreateTable.elements", List.of(Column.class, CreateTable.Constraint.class, CreateTable.Like.class),
            "CreatePartition.elements", List.of(CreateTable.ColumnOptions.class, CreateTable.Constraint.class),
            "CreateTypedTable.elements", List.of(CreateTable.ColumnOptions.class, CreateTable.Constraint.class),
            "Named.constraint", List.of(ColumnConstraint.NotNull.class, ColumnConstraint.Checked.class));

    private static final Set<String> MAY_BE_EMPTY =
            Set.of("include", "referencedColumns", "inherits", "constraints", "elements", "emptied");

    private final Random random;
    private final Map<Class<?>, List<Class<?>>> implementations;

    RandomCommands(long seed, Map<Class<?>, List<Class<?>>> implementations) {
        this.random = new Random(seed);
        this.implementations = implementations;
    }

    <T> T record(Class<T> type) throws ReflectiveOperationException {
        if (type == ColumnConstraint.References.class) {
            return type.cast(references());
        }
        while (true) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            @Nullable Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = component(type, components[i]);
            }
            T made = type.getDeclaredConstructor(types).newInstance(values);
            if (isWellFormed(made)) {
                return made;
            }
        }
    }

    private @Nullable Object component(Class<?> owner, RecordComponent component) throws ReflectiveOperationException {
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        if (nullable && random.nextBoolean()) {
            return null;
        }
        String key = owner.getSimpleName() + "." + component.getName();
        return value(component.getGenericType(), key, component.getName());
    }

    private Object value(Type component, String key, String name) throws ReflectiveOperationException {
        if (component instanceof ParameterizedType list) {
            List<Object> values = new ArrayList<>();
            int size = random.nextInt(3) + (MAY_BE_EMPTY.contains(name) ? 0 : 1);
            for (int i = 0; i < size; i++) {
                values.add(value(list.getActualTypeArguments()[0], key, name));
            }
            return values;
        }
        Class<?> raw = (Class<?>) component;
        if (raw == boolean.class) {
            return random.nextBoolean();
        }
        if (raw == int.class) {
            return random.nextInt(10_000) - 1;
        }
        if (raw == String.class) {
            return pick(SqlTexts.choices(key).orElse(NAMES));
        }
        if (raw.isEnum()) {
            return pick(List.of(raw.getEnumConstants()));
        }
        List<Class<?>> records = implementations.getOrDefault(raw, List.of()).stream()
                .filter(each -> !SqlTexts.WITHOUT_TEXTS.contains(each))
                .toList();
        Class<?> type = raw.isRecord() ? raw : pick(ONLY.getOrDefault(key, records));
        return record(type);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Combinations that the types allow and SQL does not, or that SQL writes in another way. */
    private static boolean isWellFormed(Object made) {
        if (made instanceof AlterTable alter) {
            Predicate<AlterTable.Action> alone =
                    action -> ALONE.contains(action.getClass().getSimpleName());
            return alter.actions().size() == 1 || alter.actions().stream().noneMatch(alone);
        }
        if (made instanceof CreateTable.Constraint constraint) {
            return !SqlTexts.isUsingIndex(constraint.definition());
        }
        if (made instanceof AddConstraint added) {
            return !added.notValid() || SqlTexts.mayBeNotValid(added.definition());
        }
        return SqlTexts.isWellFormed(made);
    }

    /** A foreign key of a column has no list of columns. */
    private ColumnConstraint.References references() throws ReflectiveOperationException {
        ForeignKey key = record(ForeignKey.class);
        ForeignKey.Form form =
                new ForeignKey.Form(false, key.form().matchFull(), key.form().emptied());
        return new ColumnConstraint.References(
                new ForeignKey(
                        List.of(),
                        key.referencedTable(),
                        key.referencedColumns(),
                        form,
                        key.onDelete(),
                        key.onUpdate(),
                        key.deferral()),
                random.nextBoolean());
    }
}
