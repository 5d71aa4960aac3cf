package liquibase.ext.online.fill;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Lists of texts as PostgreSQL arrays (manual, 8.15.6 "Array Input and Output Syntax"). */
final class TextArray {
    private TextArray() {}

    /** As an expression. */
    static String sql(@Nullable List<String> texts) {
        return texts == null
                ? "NULL"
                : texts.stream().map(Sql::literal).collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
    }

    /** From the server's output; arrays of one dimension without NULL. */
    static @Nullable List<String> read(@Nullable String output) {
        if (output == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        if (output.equals("{}")) {
            return texts;
        }
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        for (int i = 1; i < output.length(); i++) {
            char c = output.charAt(i);
            if (c == '\\') {
                text.append(output.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '}')) {
                texts.add(text.toString());
                text.setLength(0);
            } else {
                text.append(c);
            }
        }
        return texts;
    }
}
