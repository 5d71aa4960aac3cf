package liquibase.ext.online.lint.source;

/**
 * Compares a statement as Liquibase sends it with SQL as an author wrote it: white space and comments count for nothing, a
 * property such as {@code ${table}} stands for any text.
 */
final class StatementMatcher {
    private static final int LONGEST_PROPERTY = 256;

    private final String raw;
    /** The stretch of the last match. */
    private int start;

    private int end;
    /** How many characters have been compared since the beginning. */
    private long compared;

    private String statement = "";
    private int first;
    private int at;
    private int in;
    private int behindLast;
    private char quote;
    private boolean backslashes;
    private int propertyEnd;
    private int propertyStands;
    private char propertyQuote;

    StatementMatcher(String raw) {
        this.raw = raw;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    long compared() {
        return compared;
    }

    /** Takes the statement to look for. */
    void lookFor(String wanted) {
        statement = wanted;
        first = SqlTrivia.skip(wanted, 0);
    }

    /** Whether the statement begins with this character of the text. */
    boolean matches(int from) {
        at = from;
        in = first;
        behindLast = from;
        quote = 0;
        propertyEnd = -1;
        long limit = compared + 1_000 + 16L * statement.length();
        boolean matches = in < statement.length();
        while (matches && !isAtEnd()) {
            matches = compared++ < limit && step();
        }
        if (matches) {
            start = from;
            end = endOfMatch();
        }
        return matches;
    }

    private boolean isAtEnd() {
        if (quote == 0) {
            at = SqlTrivia.skip(raw, at);
            in = SqlTrivia.skip(statement, in);
        }
        return in >= statement.length() && isPlausibleEnd();
    }

    private boolean step() {
        if (in >= statement.length() || at >= raw.length()) {
            return isLastSemicolon() || back();
        }
        char there = raw.charAt(at);
        int property = there == '$' ? propertyEnd(at) : at;
        if (property > at) {
            at = property;
            propertyEnd = property;
            propertyStands = in;
            propertyQuote = quote;
            behindLast = property;
        } else if (there == statement.charAt(in)) {
            same(there);
        } else if (Character.isWhitespace(there)) {
            at++;
        } else if (Character.isWhitespace(statement.charAt(in))) {
            in++;
        } else {
            int comment = SqlTrivia.commentEnd(raw, at);
            if (comment == at) {
                return back();
            }
            at = comment;
        }
        return true;
    }

    /** Steps over a semicolon that only the statement ends with. */
    private boolean isLastSemicolon() {
        boolean last = in < statement.length()
                && statement.charAt(in) == ';'
                && SqlTrivia.skip(statement, in + 1) >= statement.length();
        in += last ? 1 : 0;
        return last;
    }

    private void same(char c) {
        if (quote == 0 && (c == '\'' || c == '"')) {
            quote = c;
            backslashes = c == '\'' && at > 0 && (raw.charAt(at - 1) | 0x20) == 'e';
        } else if (quote != 0 && c == '\\' && backslashes && isSameNext()) {
            at++;
            in++;
        } else if (quote == c) {
            quote = 0;
        }
        at++;
        in++;
        behindLast = at;
    }

    private boolean isSameNext() {
        return at + 1 < raw.length() && in + 1 < statement.length() && raw.charAt(at + 1) == statement.charAt(in + 1);
    }

    /** Lets the last property stand for one character more. */
    private boolean back() {
        if (propertyEnd < 0 || propertyStands >= statement.length()) {
            return false;
        }
        propertyStands++;
        at = propertyEnd;
        in = propertyStands;
        quote = propertyQuote;
        behindLast = propertyEnd;
        return true;
    }

    /** Behind a statement with properties nothing may follow in its line, behind any other no half word. */
    private boolean isPlausibleEnd() {
        int next = behindLast;
        if (propertyEnd < 0) {
            return next >= raw.length() || !isNamePart(raw.charAt(next)) || !isNamePart(raw.charAt(next - 1));
        }
        while (next < raw.length()) {
            char c = raw.charAt(next);
            int over =
                    c == '$' ? propertyEnd(next) : c == ' ' || c == '\t' ? next + 1 : SqlTrivia.commentEnd(raw, next);
            if (over == next) {
                return c == ';' || c == '\n' || c == '\r';
            }
            next = over;
        }
        return true;
    }

    private int endOfMatch() {
        int last = behindLast;
        while (last < raw.length() && raw.charAt(last) == '$' && propertyEnd(last) > last) {
            last = propertyEnd(last);
        }
        return last;
    }

    /** The index behind the property that begins here, or this index when none does. */
    private int propertyEnd(int from) {
        if (!raw.startsWith("${", from)) {
            return from;
        }
        int furthest = Math.min(raw.length(), from + LONGEST_PROPERTY);
        for (int i = from + 2; i < furthest; i++) {
            char c = raw.charAt(i);
            if (c == '}') {
                return i + 1;
            } else if (c == '\n' || c == '\'' || c == ';') {
                break;
            }
        }
        return from;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
