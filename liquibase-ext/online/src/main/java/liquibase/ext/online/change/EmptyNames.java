package liquibase.ext.online.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import liquibase.serializer.LiquibaseSerializable;

/**
 * Finds names that are there and empty, as an undefined property leaves them. An empty schema is none, as with stock
 * changes.
 */
final class EmptyNames {
    private static final Pattern NAME = Pattern.compile(".*Names?|name|type|references|include|tablespace|archiveTo");
    private static final Pattern SCHEMA = Pattern.compile(".*([sS]chema|[cC]atalog)Name");

    private EmptyNames() {}

    /** A sentence per empty name of the change, its columns and their constraints. */
    static List<String> in(LiquibaseSerializable owner) {
        List<String> problems = new ArrayList<>();
        for (String field : owner.getSerializableFields()) {
            Object value = owner.getSerializableFieldValue(field);
            if (value instanceof String text && text.isBlank() && isName(field)) {
                problems.add(field + " is empty; give a name, or leave the attribute out");
            }
            for (Object inner :
                    value instanceof Collection<?> several ? several : List.of(value == null ? "" : value)) {
                if (inner instanceof LiquibaseSerializable nested) {
                    problems.addAll(in(nested));
                }
            }
        }
        return problems;
    }

    private static boolean isName(String field) {
        return NAME.matcher(field).matches() && !SCHEMA.matcher(field).matches();
    }
}
