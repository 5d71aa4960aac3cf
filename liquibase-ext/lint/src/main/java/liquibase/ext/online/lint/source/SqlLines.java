package liquibase.ext.online.lint.source;

/** Goes through a file line by line and knows the comments that mean something in formatted SQL. */
final class SqlLines {
    private final String text;
    private int start;
    private int end;
    private int next;

    SqlLines(String text) {
        this.text = text;
    }

    /** Goes to the next line. */
    boolean next() {
        if (next >= text.length()) {
            start = text.length();
            end = start;
            return false;
        }
        start = next;
        end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        next = text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length());
        return true;
    }

    /** The index of the line's first character. */
    int start() {
        return start;
    }

    /** The index of the line's end, the line break left out. */
    int end() {
        return end;
    }

    /** The index of the next line. */
    int nextStart() {
        return next;
    }

    boolean isBlank() {
        return skipSpace(start) == end;
    }

    /** The index behind {@code --} and this word, in any case, when the line begins with them, or -1. */
    int afterWord(String word, boolean indented) {
        int at = indented ? skipSpace(start) : start;
        if (!text.startsWith("--", at)) {
            return -1;
        }
        at = skipSpace(at + 2);
        return text.regionMatches(true, at, word, 0, word.length()) ? at + word.length() : -1;
    }

    /** Whether it is the first line of formatted SQL. */
    boolean isHeader() {
        int liquibase = afterWord("liquibase", true);
        return liquibase >= 0 && text.regionMatches(true, skipSpace(liquibase), "formatted", 0, 9);
    }

    /** Whether a block comment with a rollback begins here. */
    boolean isRollbackBlock() {
        int at = skipSpace(start);
        if (!text.startsWith("/*", at)) {
            return false;
        }
        at = skipSpace(at + 2);
        if (!text.regionMatches(true, at, "liquibase", 0, 9)) {
            return false;
        }
        at = skipSpace(at + 9);
        return text.regionMatches(true, at, "rollback", 0, 8) && skipSpace(at + 8) == end;
    }

    /** The index of the end of a block comment that ends this line, or -1. */
    int blockEnd() {
        int at = trimmedEnd();
        return at - 2 >= start && text.startsWith("*/", at - 2) ? at - 2 : -1;
    }

    /** The index behind the last character that is not white space. */
    int trimmedEnd() {
        int at = end;
        while (at > start && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** The index of the first character from here on in the line that is not white space. */
    int skipSpace(int from) {
        int at = from;
        while (at < end && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
