package liquibase.ext.online.lint.source;

/** Finds each character of a YAML scalar in its file: exact for blocks, as near as can be for what is folded or escaped. */
final class YamlText {
    private final SqlTextBuilder builder;
    private final String raw;
    private final YamlNode node;
    private final int end;
    private int at;
    private int done;

    private YamlText(SourceText source, YamlNode node) {
        this.builder = new SqlTextBuilder(source);
        this.raw = source.text();
        this.node = node;
        this.end = Math.min(node.end, raw.length());
        this.at = contentStart();
    }

    static SqlText of(SourceText source, YamlNode node) {
        return new YamlText(source, node).align();
    }

    private SqlText align() {
        String value = node.value;
        while (done < value.length() && at < end) {
            char wanted = value.charAt(done);
            char there = raw.charAt(at);
            if (there == '\\' && node.kind == YamlNode.Kind.DOUBLE_QUOTED) {
                escape();
            } else if (there == wanted) {
                int length = isDoubledQuote() ? 2 : 1;
                builder.verbatim(at, at + 1);
                at += length;
                done++;
            } else if (Character.isWhitespace(there)) {
                whiteSpace();
            } else {
                break;
            }
        }
        builder.replaced(Math.min(at, end), end, value.substring(done));
        return builder.build();
    }

    /** Blocks begin behind their header, quoted text behind its quote. */
    private int contentStart() {
        if (node.kind == YamlNode.Kind.PLAIN || node.start >= end) {
            return node.start;
        }
        int start = node.start;
        if (raw.charAt(start) == '|' || raw.charAt(start) == '>') {
            while (start < end && raw.charAt(start) != '\n' && raw.charAt(start) != '\r') {
                start++;
            }
            return raw.startsWith("\r\n", start) ? start + 2 : Math.min(start + 1, end);
        }
        return start + 1;
    }

    private boolean isDoubledQuote() {
        return node.kind == YamlNode.Kind.TEXT
                && raw.charAt(node.start) == '\''
                && raw.charAt(at) == '\''
                && raw.startsWith("''", at);
    }

    private void escape() {
        char kind = at + 1 < end ? raw.charAt(at + 1) : ' ';
        if (kind == '\n' || kind == '\r') {
            at += 2;
            while (at < end && Character.isWhitespace(raw.charAt(at))) {
                at++;
            }
            return;
        }
        int length = kind == 'x' ? 4 : kind == 'u' ? 6 : kind == 'U' ? 10 : 2;
        int to = Math.min(end, at + length);
        int units = Character.charCount(node.value.codePointAt(done));
        int written = kind == 'U' ? units : 1;
        builder.replaced(at, to, node.value.substring(done, done + written));
        done += written;
        at = to;
    }

    /** Folds and indentation: a run of white space in the file stands for the run in the value, if there is one. */
    private void whiteSpace() {
        int from = at;
        while (at < end && Character.isWhitespace(raw.charAt(at))) {
            at++;
        }
        int first = done;
        while (done < node.value.length() && Character.isWhitespace(node.value.charAt(done))) {
            done++;
        }
        builder.replaced(from, at, node.value.substring(first, done));
    }
}
