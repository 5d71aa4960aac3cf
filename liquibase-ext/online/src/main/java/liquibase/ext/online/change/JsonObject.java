package liquibase.ext.online.change;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One JSON object on one line (RFC 8259), in plain ASCII so that no reader need know an encoding. */
public final class JsonObject {
    private final StringBuilder text = new StringBuilder("{");

    /** Adds a member; leaves it out when there is no value. */
    public JsonObject with(String name, @Nullable String value) {
        return value == null ? this : member(name, quoted(value));
    }

    public JsonObject with(String name, long value) {
        return member(name, String.valueOf(value));
    }

    public JsonObject with(String name, boolean value) {
        return member(name, String.valueOf(value));
    }

    /** Adds a number with one decimal; leaves out what JSON has no number for. */
    public JsonObject with(String name, double value) {
        return Double.isFinite(value)
                ? member(
                        name,
                        BigDecimal.valueOf(value)
                                .setScale(1, RoundingMode.HALF_UP)
                                .toPlainString())
                : this;
    }

    public JsonObject with(String name, JsonObject value) {
        return member(name, value.toString());
    }

    public JsonObject withTexts(String name, List<String> values) {
        return member(name, values.stream().map(JsonObject::quoted).collect(Collectors.joining(", ", "[", "]")));
    }

    public JsonObject withObjects(String name, List<JsonObject> values) {
        return member(name, values.stream().map(JsonObject::toString).collect(Collectors.joining(", ", "[", "]")));
    }

    private JsonObject member(String name, String json) {
        text.append(text.length() == 1 ? "" : ", ")
                .append(quoted(name))
                .append(": ")
                .append(json);
        return this;
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || c > '~') {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
