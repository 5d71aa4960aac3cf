package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.change.Change;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.ext.online.Changelog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever an author leaves empty, or leaves out, one attribute or two: either there is a message in words of the
 * changelog, or the change can be planned.
 */
class MissingAttributesTest {
    private static final Pattern NO_WORDS = Pattern.compile("Exception|\\bnull\\b|\\bjava\\b");

    static Stream<Map<String, Object>> changes() {
        Map<String, Object> column = Map.of(
                "name",
                "a",
                "type",
                "int",
                "valueComputed",
                "id",
                "defaultValue",
                "1",
                "remarks",
                "r",
                "constraints",
                Map.of(
                        "nullable",
                        "false",
                        "unique",
                        "true",
                        "uniqueConstraintName",
                        "u",
                        "references",
                        "q(id)",
                        "foreignKeyName",
                        "f",
                        "checkConstraint",
                        "a > 0",
                        "notNullConstraintName",
                        "n"));
        Map<String, Object> referring = Map.of(
                "name",
                "b",
                "type",
                "int",
                "valueNumeric",
                "1",
                "constraints",
                Map.of(
                        "referencedTableSchemaName",
                        "s",
                        "referencedTableName",
                        "q",
                        "referencedColumnNames",
                        "id",
                        "foreignKeyName",
                        "g",
                        "deferrable",
                        "true"));
        Map<String, Object> plain = Map.of("name", "a", "value", "1");
        return Stream.of(
                Map.of(
                        "addColumnOnline",
                        Map.of(
                                "schemaName",
                                "s",
                                "tableName",
                                "t",
                                "columns",
                                List.of(Map.of("column", column), Map.of("column", referring)))),
                Map.of(
                        "backfillInBatches",
                        Map.of(
                                "schemaName",
                                "s",
                                "tableName",
                                "t",
                                "batchSize",
                                "100",
                                "where",
                                ":name IS NULL AND id > :value AND a <> ?",
                                "columns",
                                List.of(Map.of("column", plain)),
                                "whereParams",
                                List.of(
                                        Map.of("param", Map.of("name", "a")),
                                        Map.of("param", Map.of("valueNumeric", "0")),
                                        Map.of("param", Map.of("value", "x"))))),
                Map.of(
                        "addUniqueConcurrently",
                        Map.of(
                                "schemaName",
                                "s",
                                "tableName",
                                "t",
                                "columnNames",
                                "a, b",
                                "constraintName",
                                "u",
                                "include",
                                "c",
                                "nullsNotDistinct",
                                "true",
                                "tablespace",
                                "space",
                                "deferrable",
                                "true",
                                "initiallyDeferred",
                                "true",
                                "lockTimeout",
                                "1s")),
                Map.of(
                        "deleteInBatches",
                        Map.of(
                                "schemaName",
                                "s",
                                "tableName",
                                "t",
                                "where",
                                "id > :value",
                                "archiveTo",
                                "u",
                                "archiveSchemaName",
                                "o",
                                "allowCascade",
                                "true",
                                "whereParams",
                                List.of(Map.of("param", Map.of("valueNumeric", "0"))))),
                Map.of(
                        "onlineSql",
                        Map.of("sql", "SELECT 1; SELECT 2", "endDelimiter", ";", "allowBlocking", "a reason")),
                Map.of(
                        "setNotNullValidated",
                        Map.of(
                                "schemaName",
                                "s",
                                "tableName",
                                "t",
                                "columnName",
                                "a",
                                "constraintName",
                                "n",
                                "defaultNullValue",
                                "1",
                                "columnDataType",
                                "int",
                                "validate",
                                "true")));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void areAnErrorInWordsOrNoneAtAll(Map<String, Object> whole) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Object empty : variants(whole, List.of("", " "))) {
            check(empty, wrong);
        }
        for (Object once : variants(whole, List.of())) {
            check(once, wrong);
            for (Object twice : variants(once, List.of())) {
                check(twice, wrong);
            }
        }
        assertThat(wrong.stream().distinct()).isEmpty();
    }

    private static void check(Object change, List<String> wrong) {
        Database database = Changelog.postgres(17);
        try {
            Change parsed = parsed(change);
            List<String> errors = parsed.validate(database).getErrorMessages();
            errors.stream()
                    .filter(NO_WORDS.asPredicate())
                    .map(error -> change + "\n    " + error)
                    .forEach(wrong::add);
            if (errors.isEmpty()) {
                parsed.generateStatements(database);
                if (parsed.supportsRollback(database)) {
                    parsed.generateRollbackStatements(database);
                }
            }
        } catch (LiquibaseException | RuntimeException thrown) {
            wrong.add(change + "\n    " + thrown);
        }
    }

    private static Change parsed(Object change) throws LiquibaseException {
        return Changelog.changes(Changelog.parse(
                        "json",
                        json(Map.of(
                                "databaseChangeLog",
                                List.of(Map.of(
                                        "changeSet",
                                        Map.of(
                                                "id",
                                                "1",
                                                "author",
                                                "a",
                                                "runInTransaction",
                                                "false",
                                                "changes",
                                                List.of(change))))))))
                .get(0);
    }

    /**
     * The value with one thing in it changed.
     *
     * @param texts what a text may become; where there are none, things are left out
     */
    private static List<Object> variants(Object value, List<String> texts) {
        List<Object> variants = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                if (inner instanceof String) {
                    texts.forEach(empty -> variants.add(with(map, key, empty)));
                }
                if (texts.isEmpty() && (map.size() > 1 || inner instanceof String)) {
                    Map<Object, Object> without = new LinkedHashMap<>(map);
                    without.remove(key);
                    variants.add(without);
                }
                variants(inner, texts).forEach(variant -> variants.add(with(map, key, variant)));
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                List<Object> without = new ArrayList<>(list);
                Object removed = without.remove(i);
                if (texts.isEmpty()) {
                    variants.add(without);
                }
                for (Object variant : variants(removed, texts)) {
                    List<Object> changed = new ArrayList<>(list);
                    changed.set(i, variant);
                    variants.add(changed);
                }
            }
        }
        return variants;
    }

    private static Map<Object, Object> with(Map<?, ?> map, Object key, Object value) {
        Map<Object, Object> changed = new LinkedHashMap<>(map);
        changed.put(key, value);
        return changed;
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> json(entry.getKey()) + ": " + json(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(MissingAttributesTest::json).collect(Collectors.joining(", ", "[", "]"));
        }
        return '"' + String.valueOf(value) + '"';
    }
}
