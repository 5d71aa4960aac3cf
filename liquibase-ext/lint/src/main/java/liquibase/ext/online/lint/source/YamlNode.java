package liquibase.ext.online.lint.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a YAML document with its stretch of the file. */
final class YamlNode {
    /** How a node is written. */
    enum Kind {
        PLAIN,
        DOUBLE_QUOTED,
        /** In single quotes, or a block: without escapes. */
        TEXT,
        SEQUENCE,
        MAPPING
    }

    final Kind kind;
    final int start;
    final int end;
    final String value;
    final List<YamlNode> items = new ArrayList<>(0);
    final List<Entry> entries = new ArrayList<>(0);
    /** Those of the entries that another mapping lends by {@code <<}. */
    final List<Entry> merged = new ArrayList<>(0);

    /** A key and what belongs to it. */
    record Entry(YamlNode key, YamlNode value) {}

    YamlNode(Kind kind, int start, int end, String value) {
        this.kind = kind;
        this.start = start;
        this.end = end;
        this.value = value;
    }

    boolean isScalar() {
        return kind != Kind.SEQUENCE && kind != Kind.MAPPING;
    }

    /** What belongs to a key of this mapping, or null. */
    @Nullable
    YamlNode get(String key) {
        for (Entry entry : entries) {
            if (entry.key().value.equals(key)) {
                return entry.value();
            }
        }
        return null;
    }
}
