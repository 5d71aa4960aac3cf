package liquibase.ext.online.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Cuts SQL text into tokens by the rules of PostgreSQL's own scanner (manual, section 4.1 "Lexical Structure"):
 * dollar-quoted strings, nested comments, backslashes in E'' strings only. Comments and white space are left out.
 */
public final class SqlLexer {
    private static final String OPERATOR = "+-*/<>=~!@#%^&|`?";

    /** A text holds more of these than of all else together, so they share their strings. */
    private static final String[] SINGLE = new String[128];

    static {
        for (int i = 0; i < SINGLE.length; i++) {
            SINGLE[i] = String.valueOf((char) i);
        }
    }

    private final String sql;
    private @Nullable Token found;
    private int at;

    /** A lexer at the beginning of a text. */
    public SqlLexer(String sql) {
        this.sql = sql;
    }

    /** A lexer at an index of a text, where no string or comment is open. */
    public SqlLexer(String sql, int start) {
        this.sql = sql;
        this.at = start;
    }

    /** The tokens of a text; {@link Token.Kind#UNTERMINATED} can only be the last one. */
    public static List<Token> tokens(String sql) {
        List<Token> tokens = new ArrayList<>();
        SqlLexer lexer = new SqlLexer(sql);
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            tokens.add(token);
        }
        return tokens;
    }

    /** The next token, or null at the end of the text. The time for a whole text grows with its length only. */
    public @Nullable Token next() {
        found = null;
        while (found == null && at < sql.length()) {
            step();
        }
        return found;
    }

    private void step() {
        char c = sql.charAt(at);
        int start = at;
        if (Character.isWhitespace(c) || c == '\uFEFF') {
            at++;
        } else if (sql.startsWith("--", at)) {
            int newline = sql.indexOf('\n', at);
            at = newline < 0 ? sql.length() : newline + 1;
        } else if (sql.startsWith("/*", at)) {
            comment();
        } else if (c == '\'') {
            quoted(start, '\'', false, Token.Kind.STRING);
        } else if (c == '"') {
            quoted(start, '"', false, Token.Kind.QUOTED_NAME);
        } else if (c == '$' && dollarTag() != null) {
            dollarQuoted();
        } else if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
            number();
        } else if (isNameStart(c)) {
            wordOrPrefixedString();
        } else if (c == '$') {
            at++;
            skipWhile(this::isDigit);
            add(Token.Kind.SYMBOL, start);
        } else {
            symbol();
        }
    }

    private void add(Token.Kind kind, int start) {
        char first = sql.charAt(start);
        String text = at == start + 1 && first < SINGLE.length ? SINGLE[first] : sql.substring(start, at);
        found = new Token(kind, text, start, at);
    }

    private void unterminated(int start) {
        at = sql.length();
        add(Token.Kind.UNTERMINATED, start);
    }

    private void comment() {
        int start = at;
        int depth = 0;
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
        if (depth > 0) {
            unterminated(start);
        }
    }

    private void quoted(int start, char quote, boolean backslashes, Token.Kind kind) {
        for (int i = at + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\\' && backslashes) {
                i++;
            } else if (c == quote && i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                i++;
            } else if (c == quote) {
                at = i + 1;
                add(kind, start);
                return;
            }
        }
        unterminated(start);
    }

    /** The tag that opens a dollar-quoted string here, with its dollar signs, or null. */
    private @Nullable String dollarTag() {
        int end = at + 1;
        while (end < sql.length() && isNamePart(sql.charAt(end)) && sql.charAt(end) != '$') {
            end++;
        }
        boolean tag = end < sql.length() && sql.charAt(end) == '$' && !isDigit(at + 1);
        return tag ? sql.substring(at, end + 1) : null;
    }

    private void dollarQuoted() {
        int start = at;
        String tag = Objects.requireNonNull(dollarTag());
        int close = sql.indexOf(tag, at + tag.length());
        if (close < 0) {
            unterminated(start);
        } else {
            at = close + tag.length();
            add(Token.Kind.STRING, start);
        }
    }

    private void number() {
        int start = at;
        skipWhile(i -> isDigit(i)
                || Character.isLetter(sql.charAt(i))
                || ("._".indexOf(sql.charAt(i)) >= 0 && !sql.startsWith("..", i))
                || isExponentSign(start, i));
        add(Token.Kind.NUMBER, start);
    }

    private boolean isExponentSign(int start, int i) {
        return "+-".indexOf(sql.charAt(i)) >= 0
                && "eE".indexOf(sql.charAt(i - 1)) >= 0
                && i > start
                && !sql.startsWith("0x", start);
    }

    private void wordOrPrefixedString() {
        int start = at;
        char prefix = Character.toLowerCase(sql.charAt(at));
        char second = at + 1 < sql.length() ? sql.charAt(at + 1) : ' ';
        char third = at + 2 < sql.length() ? sql.charAt(at + 2) : ' ';
        if (second == '\'' && "ebxn".indexOf(prefix) >= 0) {
            at++;
            quoted(start, '\'', prefix == 'e', Token.Kind.STRING);
        } else if (prefix == 'u' && second == '&' && (third == '\'' || third == '"')) {
            at += 2;
            quoted(start, third, false, third == '\'' ? Token.Kind.STRING : Token.Kind.QUOTED_NAME);
        } else {
            while (at < sql.length() && isNamePart(sql.charAt(at))) {
                at++;
            }
            add(Token.Kind.WORD, start);
        }
    }

    private void symbol() {
        int start = at;
        if (OPERATOR.indexOf(sql.charAt(at)) >= 0) {
            skipWhile(
                    i -> OPERATOR.indexOf(sql.charAt(i)) >= 0 && !sql.startsWith("--", i) && !sql.startsWith("/*", i));
        } else {
            at += sql.startsWith("::", at) || sql.startsWith(":=", at) ? 2 : 1;
        }
        add(Token.Kind.SYMBOL, start);
    }

    private void skipWhile(IntPredicate condition) {
        while (at < sql.length() && condition.test(at)) {
            at++;
        }
    }

    private boolean isDigit(int index) {
        return index < sql.length() && sql.charAt(index) >= '0' && sql.charAt(index) <= '9';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c > 127;
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9') || c == '$';
    }

    /** By the place of each opening parenthesis that of the closing one, or of the end of all where that is missing. */
    static int[] closings(List<Token> tokens) {
        int[] ends = new int[tokens.size()];
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < ends.length; i++) {
            ends[i] = ends.length;
            if (tokens.get(i).is("(")) {
                open.push(i);
            } else if (tokens.get(i).is(")") && !open.isEmpty()) {
                ends[open.pop()] = i;
            }
        }
        return ends;
    }
}
