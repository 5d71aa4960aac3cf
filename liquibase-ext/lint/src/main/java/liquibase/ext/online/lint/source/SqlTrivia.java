package liquibase.ext.online.lint.source;

/** Steps over comments, white space and quoted text in SQL. */
final class SqlTrivia {
    private SqlTrivia() {}

    /** The index behind the comment that begins here, or this index when none does. */
    static int commentEnd(String sql, int at) {
        char c = sql.charAt(at);
        if (c == '-' && sql.startsWith("--", at)) {
            int end = at;
            while (end < sql.length() && sql.charAt(end) != '\n' && sql.charAt(end) != '\r') {
                end++;
            }
            return end;
        }
        return c == '/' && sql.startsWith("/*", at) ? blockEnd(sql, at) : at;
    }

    private static int blockEnd(String sql, int start) {
        int depth = 0;
        int at = start;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
        return Math.min(at, sql.length());
    }

    /** The index of the first character from here on that is neither white space nor in a comment. */
    static int skip(String sql, int from) {
        int at = from;
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at)) || sql.charAt(at) == '\uFEFF') {
                at++;
            } else {
                int end = commentEnd(sql, at);
                if (end == at) {
                    return at;
                }
                at = end;
            }
        }
        return at;
    }

    /** The index behind the text in single or double quotes that begins here. */
    static int quotedEnd(String sql, int start) {
        char quote = sql.charAt(start);
        boolean backslashes = quote == '\'' && start > 0 && (sql.charAt(start - 1) | 0x20) == 'e';
        for (int i = start + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\\' && backslashes) {
                i++;
            } else if (c == quote) {
                return i + 1;
            }
        }
        return sql.length();
    }

    /** The index behind the text in dollar quotes that begins here, or this index when none does. */
    static int dollarQuotedEnd(String sql, int start) {
        int end = start + 1;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        boolean tag = end < sql.length() && sql.charAt(end) == '$' && !Character.isDigit(sql.charAt(start + 1));
        if (!tag) {
            return start;
        }
        int close = sql.indexOf(sql.substring(start, end + 1), end + 1);
        return close < 0 ? sql.length() : close + end + 1 - start;
    }
}
