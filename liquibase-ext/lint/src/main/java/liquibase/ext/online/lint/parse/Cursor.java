package liquibase.ext.online.lint.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Token;

/**
 * Walks over the tokens of one statement. Every method that expects something throws {@link NotModelledException} when it
 * is not there, so that no word is passed over unread.
 */
final class Cursor {
    private static final Token END = new Token(Token.Kind.SYMBOL, "", 0, 0);

    private final String sql;
    private final List<Token> tokens;
    private int at;

    Cursor(String sql, List<Token> tokens) {
        this.sql = sql;
        this.tokens = tokens;
    }

    /** The whole statement. */
    String sql() {
        return sql;
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : END;
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    NotModelledException notModelled() {
        return new NotModelledException(peek());
    }

    /** Whether these keywords or symbols, divided by spaces, come next. */
    boolean isAt(String words) {
        int ahead = 0;
        for (String word : words.split(" ", -1)) {
            if (!peek(ahead++).is(word)) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of these keywords or symbols comes next. */
    boolean isAtAny(Set<String> words) {
        return words.stream().anyMatch(this::isAt);
    }

    /** Steps over these words when they come next. */
    boolean accept(String words) {
        boolean there = isAt(words);
        if (there) {
            at += words.split(" ", -1).length;
        }
        return there;
    }

    void expect(String words) {
        if (!accept(words)) {
            throw notModelled();
        }
    }

    /** One word as SQL text, in capitals. */
    String word() {
        if (peek().kind() != Token.Kind.WORD) {
            throw notModelled();
        }
        return tokens.get(at++).text().toUpperCase(Locale.ROOT);
    }

    String name() {
        if (!peek().isName() || peek().text().regionMatches(true, 0, "U&\"", 0, 3)) {
            throw notModelled();
        }
        return tokens.get(at++).name();
    }

    QualifiedName qualifiedName() {
        String first = name();
        return accept(".") ? new QualifiedName(first, name()) : QualifiedName.of(first);
    }

    List<QualifiedName> qualifiedNames() {
        return listOf(this::qualifiedName);
    }

    <T> List<T> listOf(java.util.function.Supplier<T> item) {
        List<T> items = new ArrayList<>();
        do {
            items.add(item.get());
        } while (accept(","));
        return items;
    }

    /** Names between parentheses. */
    List<String> namesInParentheses() {
        expect("(");
        List<String> names = listOf(this::name);
        expect(")");
        return names;
    }

    /** The text between the parentheses that open here. */
    String textInParentheses() {
        if (!isAt("(")) {
            throw notModelled();
        }
        int start = at + 1;
        skipGroup();
        return text(start, at - 1);
    }

    /** The text up to one of these keywords or symbols outside parentheses and CASE, or to the end; never empty. */
    String textUntil(Set<String> stops) {
        int start = at;
        int cases = 0;
        while (!atEnd() && (at == start || cases > 0 || isAt("NOT DISTINCT") || !isAtAny(stops))) {
            cases += isAt("CASE") ? 1 : isAt("END") ? -1 : 0;
            if (isAt("(") || isAt("[")) {
                skipGroup();
            } else {
                at++;
            }
        }
        if (at == start) {
            throw notModelled();
        }
        return text(start, at);
    }

    /** This place, for {@link #textFrom}. */
    int mark() {
        return at;
    }

    /** The text from a place up to here. */
    String textFrom(int mark) {
        return text(mark, at);
    }

    /** Steps over the brackets that open here, if any do. */
    void skipBrackets() {
        if (isAt("[")) {
            skipGroup();
        }
    }

    /** All that is left; may be empty. */
    String rest() {
        String rest = text(at, tokens.size());
        at = tokens.size();
        return rest;
    }

    /** A string literal's value. */
    String string() {
        Token token = peek();
        if (token.kind() != Token.Kind.STRING) {
            throw notModelled();
        }
        at++;
        boolean escapes = token.text().startsWith("E'");
        if (!escapes && !token.text().startsWith("'")) {
            throw notModelled();
        }
        String value = token.text()
                .substring(escapes ? 2 : 1, token.text().length() - 1)
                .replace("''", "'");
        if (escapes && value.replace("\\\\", "").contains("\\")) {
            throw notModelled();
        }
        return escapes ? value.replace("\\\\", "\\") : value;
    }

    int integer() {
        String sign = accept("-") ? "-" : "";
        if (peek().kind() != Token.Kind.NUMBER || !peek().text().matches("\\d{1,9}")) {
            throw notModelled();
        }
        return Integer.parseInt(sign + tokens.get(at++).text());
    }

    private void skipGroup() {
        int depth = 0;
        do {
            depth += isAt("(") || isAt("[") ? 1 : isAt(")") || isAt("]") ? -1 : 0;
            at++;
        } while (depth > 0 && !atEnd());
    }

    private String text(int from, int to) {
        return from >= to
                ? ""
                : sql.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }
}
