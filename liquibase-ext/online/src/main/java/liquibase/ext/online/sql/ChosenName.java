package liquibase.ext.online.sql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that PostgreSQL chooses where the author gave none (makeObjectName and its callers). */
public final class ChosenName {
    /** The longest identifier in bytes. */
    public static final int MAX_BYTES = 63;

    private ChosenName() {}

    /** The columns of a key or a foreign key as a part of a name. */
    public static String columns(List<String> columns) {
        StringBuilder text = new StringBuilder();
        for (String column : columns) {
            if (bytes(text) < MAX_BYTES + 1) {
                text.append(text.isEmpty() ? "" : "_").append(column);
            }
        }
        return text.toString();
    }

    /** What an index is called after: its keys and columns, each made different from those before it. */
    public static String ofIndex(CreateIndex index) {
        List<String> all = new ArrayList<>();
        index.keys().forEach(key -> all.add(IndexElement.of(key).label()));
        all.addAll(index.include());
        return columns(distinct(all));
    }

    /** Columns of an index, each made different from those before it. */
    public static List<String> distinct(List<String> columns) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (String column : columns) {
            String name = column;
            for (int i = 1; !taken.add(name); i++) {
                name = clip(column, MAX_BYTES - String.valueOf(i).length()) + i;
            }
            names.add(name);
        }
        return names;
    }

    /** {@code table_columns_label}, as much of it as a name may hold. */
    public static String joined(String first, @Nullable String second, String label) {
        int room = MAX_BYTES - bytes(label) - (second == null ? 1 : 2);
        int one = bytes(first);
        int two = second == null ? 0 : bytes(second);
        while (one + two > room) {
            if (one > two) {
                one--;
            } else {
                two--;
            }
        }
        return clip(first, one) + (second == null ? "" : "_" + clip(second, two)) + "_" + label;
    }

    private static String clip(String text, int maxBytes) {
        int end = text.length();
        while (bytes(text.substring(0, end)) > maxBytes) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }

    private static int bytes(CharSequence text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) > 127) {
                return text.toString().getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return length;
    }
}
