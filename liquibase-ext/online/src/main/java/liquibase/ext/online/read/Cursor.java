package liquibase.ext.online.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Token;

/**
 * Walks over the tokens of one statement. Every method that expects something throws {@link NotModelledException} when it
 * is not there, so that no word is passed over unread. What a method takes without knowing that PostgreSQL would take it too
 * makes the statement {@linkplain #isDoubtful() doubtful}.
 */
final class Cursor {
    private static final Token END = new Token(Token.Kind.SYMBOL, "", 0, 0);

    private final String sql;
    private final List<Token> tokens;
    private int at;
    private boolean doubtful;

    /**
     * At the first token of a statement.
     *
     * @param sql the text that the places of the tokens are counted in
     */
    Cursor(String sql, List<Token> tokens) {
        this.sql = sql;
        this.tokens = tokens;
    }

    /** The whole statement. */
    String sql() {
        return text(0, tokens.size());
    }

    /** Where the statement begins in its text. */
    int start() {
        return tokens.get(0).start();
    }

    /** Any token. */
    Token next() {
        Token token = peek();
        at++;
        return token;
    }

    /** Whether something was taken that the grammar must be asked about. */
    boolean isDoubtful() {
        return doubtful;
    }

    /** Says that what was taken, or is taken next, may be no SQL. */
    void doubt() {
        doubtful = true;
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        int index = at + ahead;
        return index >= 0 && index < tokens.size() ? tokens.get(index) : END;
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    NotModelledException notModelled() {
        return new NotModelledException(peek());
    }

    /** Whether these keywords or symbols, divided by spaces, come next. */
    boolean isAt(String words) {
        return lengthAt(words) > 0;
    }

    /** How many tokens these words are, or 0 when they do not come next. */
    private int lengthAt(String words) {
        int count = 0;
        int start = 0;
        while (start < words.length()) {
            int blank = words.indexOf(' ', start);
            int end = blank < 0 ? words.length() : blank;
            Token token = peek(count++);
            String text = token.text();
            if ((token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.SYMBOL)
                    || text.length() != end - start
                    || !text.regionMatches(true, 0, words, start, end - start)) {
                return 0;
            }
            start = end + 1;
        }
        return count;
    }

    /** Whether one of these keywords, in capitals, is what was taken last. */
    boolean isBehindAny(Set<String> words) {
        return words.contains(peek(-1).text().toUpperCase(Locale.ROOT));
    }

    /** Whether the statement ends in this keyword. */
    boolean isLast(String word) {
        return tokens.get(tokens.size() - 1).is(word);
    }

    /** Whether one of these keywords or symbols, in capitals, comes next. */
    boolean isAtAny(Set<String> words) {
        Token.Kind kind = peek().kind();
        return (kind == Token.Kind.WORD && words.contains(peek().text().toUpperCase(Locale.ROOT)))
                || (kind == Token.Kind.SYMBOL && words.contains(peek().text()));
    }

    /** Steps over these words when they come next. */
    boolean accept(String words) {
        int length = lengthAt(words);
        at += length;
        return length > 0;
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
        doubt();
        return tokens.get(at++).text().toUpperCase(Locale.ROOT);
    }

    String name() {
        Token token = peek();
        if (!token.isName()) {
            throw notModelled();
        }
        if (!PlainName.is(token)) {
            doubt();
        }
        at++;
        if (token.text().regionMatches(true, 0, "U&\"", 0, 3)) {
            doubt();
            if (accept("UESCAPE")) {
                String escape = string();
                return token.name(escape.isEmpty() ? '\\' : escape.charAt(0));
            }
        }
        return token.name();
    }

    /** A relation; a database that stands before its schema can only be the one of the connection, and is left out. */
    QualifiedName qualifiedName() {
        String first = name();
        if (!accept(".")) {
            return QualifiedName.of(first);
        }
        String second = name();
        return accept(".") ? new QualifiedName(second, name()) : new QualifiedName(first, second);
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
        doubt();
        return groupHere();
    }

    /** The expression between the parentheses that open here. */
    String expressionInParentheses() {
        int start = at + 1;
        String text = groupHere();
        doubtUnlessExpression(start, at - 1);
        return text;
    }

    private String groupHere() {
        if (!isAt("(")) {
            throw notModelled();
        }
        int start = at + 1;
        skipGroup();
        if (!tokens.get(at - 1).is(")")) {
            throw notModelled();
        }
        return text(start, at - 1);
    }

    /** The text up to one of these keywords or symbols outside parentheses and CASE, or to the end; never empty. */
    String textUntil(Set<String> stops) {
        doubt();
        return upTo(stops);
    }

    /** The expression up to one of these keywords or symbols outside parentheses and CASE, or to the end. */
    String expressionUntil(Set<String> stops) {
        int start = at;
        String text = upTo(stops);
        doubtUnlessExpression(start, at);
        return text;
    }

    /** The expression, of those that may stand before further words, up to one of these. */
    String narrowExpressionUntil(Set<String> stops) {
        int start = at;
        String text = upTo(stops);
        if (!PlainExpression.isNarrow(tokens, start, at)) {
            doubt();
        }
        return text;
    }

    /** Steps over an unsigned number when it comes next. */
    boolean acceptNumber() {
        boolean there = peek().kind() == Token.Kind.NUMBER;
        at += there ? 1 : 0;
        return there;
    }

    private void doubtUnlessExpression(int from, int to) {
        if (!PlainExpression.is(tokens, from, to)) {
            doubt();
        }
    }

    private String upTo(Set<String> stops) {
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
        if (isAt("[") && !accept("[ ]")) {
            doubt();
            skipGroup();
        }
    }

    /** All that is left; may be empty. */
    String rest() {
        if (!atEnd()) {
            doubt();
        }
        return toEnd();
    }

    /** All that is left, which {@code isPlain} knows to be SQL, given the tokens and the index of the first. */
    String rest(BiPredicate<List<Token>, Integer> isPlain) {
        if (!isPlain.test(tokens, at)) {
            doubt();
        }
        return toEnd();
    }

    /** The expression that is left. */
    String restAsExpression() {
        doubtUnlessExpression(at, tokens.size());
        return toEnd();
    }

    private String toEnd() {
        String rest = text(at, tokens.size());
        at = tokens.size();
        return rest;
    }

    /** A string literal's value; it may be in parts, each on a line of its own. */
    String string() {
        StringBuilder value = new StringBuilder();
        do {
            Token token = peek();
            Literal literal = Literal.of(token).orElseThrow(this::notModelled);
            if (token.text().charAt(0) != '\'') {
                doubt();
            }
            at++;
            value.append(literal.value());
        } while (isAtNextPart());
        return value.toString();
    }

    private boolean isAtNextPart() {
        return peek().kind() == Token.Kind.STRING
                && sql.substring(peek(-1).end(), peek().start()).indexOf('\n') >= 0;
    }

    int integer() {
        String sign = accept("-") ? "-" : "";
        String digits = peek().text();
        boolean decimal = digits.length() <= 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (peek().kind() != Token.Kind.NUMBER || !decimal) {
            throw notModelled();
        }
        at++;
        return Integer.parseInt(sign + digits);
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
