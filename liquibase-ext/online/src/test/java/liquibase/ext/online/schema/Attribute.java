package liquibase.ext.online.schema;

import java.lang.reflect.Field;
import java.math.BigInteger;
import java.util.List;
import java.util.TreeSet;
import liquibase.serializer.LiquibaseSerializable;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a change type or of an object inside it.
 *
 * @param kind what a changelog writes for it
 * @param fields of the object, or of each object of the list; empty for plain values
 * @param item the name of one object of the list
 */
record Attribute(
        String name,
        @Nullable String description,
        Kind kind,
        boolean required,
        List<Attribute> fields,
        @Nullable String item) {

    /** What a changelog writes. */
    enum Kind {
        TEXT,
        FLAG,
        NUMBER,
        /** Text that XML writes as an element, such as {@code <where>}. */
        TEXT_ELEMENT,
        /** Text that XML writes between the tags of the change. */
        CONTENT,
        OBJECT,
        LIST
    }

    static Kind kind(Class<?> type) {
        return type == Boolean.class
                ? Kind.FLAG
                : type == Integer.class || type == BigInteger.class
                        ? Kind.NUMBER
                        : LiquibaseSerializable.class.isAssignableFrom(type) ? Kind.OBJECT : Kind.TEXT;
    }

    /** The fields that Liquibase reads and writes of an object, by name. */
    static List<Attribute> fieldsOf(Class<?> type) {
        return new TreeSet<>(newInstance(type).getSerializableFields())
                .stream().map(name -> field(type, name)).toList();
    }

    private static Attribute field(Class<?> owner, String name) {
        Class<?> type = declared(owner, name).getType();
        Kind kind = kind(type);
        return new Attribute(name, null, kind, false, kind == Kind.OBJECT ? fieldsOf(type) : List.of(), null);
    }

    private static Field declared(Class<?> owner, String name) {
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new IllegalStateException(owner + " has no field " + name);
    }

    static LiquibaseSerializable newInstance(Class<?> type) {
        try {
            return (LiquibaseSerializable) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException noDefaultConstructor) {
            throw new IllegalStateException(type + " cannot be created", noDefaultConstructor);
        }
    }
}
