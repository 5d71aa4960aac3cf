package liquibase.ext.online.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON schema of YAML and JSON changelogs. It judges our change types and leaves the rest of a changelog to others, so
 * that an editor can apply it together with a schema for Liquibase itself.
 */
final class JsonSchema {
    private static final String EXPRESSION = ".*\\$\\{.+\\}.*";

    private JsonSchema() {}

    static String of(List<ChangeType> types) {
        Map<String, Object> change = new LinkedHashMap<>();
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put("changes", Map.of("items", ref("change")));
        definitions.put("change", Map.of("properties", change));
        for (ChangeType type : types) {
            change.put(type.name(), ref(type.name()));
            definitions.put(type.name(), object(type.description(), type.attributes()));
        }
        Map<String, Object> changeSet = new LinkedHashMap<>();
        changeSet.put("changes", ref("changes"));
        changeSet.put("rollback", ordered("items", ref("change"), "properties", change));

        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("$id", "https://liquibase-online.github.io/liquibase-online-0.1.schema.json");
        schema.put("title", "Liquibase Online change types in YAML and JSON changelogs");
        schema.put("$comment", "Written from the metadata of the change types by SchemaFilesTest, -Dupdate-golden.");
        schema.put(
                "properties",
                Map.of(
                        "databaseChangeLog",
                        Map.of("items", Map.of("properties", Map.of("changeSet", Map.of("properties", changeSet))))));
        schema.put("definitions", definitions);
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException cannotHappen) {
            throw new IllegalStateException(cannotHappen);
        }
    }

    private static Map<String, Object> ref(String definition) {
        return Map.of("$ref", "#/definitions/" + definition);
    }

    private static Map<String, Object> object(String description, List<Attribute> attributes) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        schema.put("type", "object");
        Map<String, Object> properties = new LinkedHashMap<>();
        attributes.forEach(attribute -> properties.put(attribute.name(), attribute(attribute)));
        schema.put("properties", properties);
        List<String> required = attributes.stream()
                .filter(Attribute::required)
                .map(Attribute::name)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> attribute(Attribute attribute) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (attribute.description() != null) {
            schema.put("description", attribute.description());
        }
        schema.putAll(
                switch (attribute.kind()) {
                    case FLAG ->
                        ordered("type", List.of("boolean", "string"), "pattern", "^(true|false|" + EXPRESSION + ")$");
                    case NUMBER ->
                        ordered("type", List.of("integer", "string"), "pattern", "^(-?[0-9]+|" + EXPRESSION + ")$");
                    case OBJECT -> object("", attribute.fields());
                    case LIST -> ordered("type", "array", "items", item(attribute));
                    case TEXT, TEXT_ELEMENT, CONTENT -> Map.of("type", List.of("string", "number", "boolean"));
                });
        return schema;
    }

    private static Map<String, Object> item(Attribute list) {
        String name = String.valueOf(list.item());
        Map<String, Object> item = ordered("type", "object", "properties", Map.of(name, object("", list.fields())));
        item.put("required", List.of(name));
        item.put("additionalProperties", false);
        return item;
    }

    private static Map<String, Object> ordered(String key, Object value, String secondKey, Object secondValue) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        map.put(secondKey, secondValue);
        return map;
    }
}
