package liquibase.ext.online.read;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.Token;

/**
 * Tells, from the tokens alone, that a text is one expression of the common kind: literals, names, calls of functions,
 * operators and casts. It takes nothing that PostgreSQL would not; what it does not take is left to a {@link Doubt}, so it
 * need not know everything.
 */
final class PlainExpression {
    /** Deeper ones are left to the grammar, which has a limit of its own. */
    private static final int DEPTH = 50;

    private static final Set<String> VALUES = Set.of(
            "null",
            "true",
            "false",
            "current_timestamp",
            "current_date",
            "current_time",
            "localtimestamp",
            "localtime",
            "current_user",
            "session_user");
    private static final Set<String> CALLS = Set.of("coalesce", "nullif", "greatest", "least");
    private static final Set<String> OPERATORS = Set.of(
            "+", "-", "*", "/", "%", "||", "=", "<", ">", "<=", ">=", "<>", "!=", "->", "->>", "#>", "#>>", "@>", "<@",
            "~", "~*", "!~", "!~*", "&&");
    private static final Set<String> COMPARISONS = Set.of("=", "<", ">", "<=", ">=", "<>", "!=");
    private static final Set<String> TYPES = Set.of(
            "bigint",
            "boolean",
            "date",
            "int",
            "integer",
            "json",
            "jsonb",
            "numeric",
            "real",
            "smallint",
            "text",
            "timestamp",
            "timestamptz",
            "uuid",
            "regclass",
            "bytea",
            "inet",
            "varchar");

    private final List<Token> tokens;
    private final int end;
    private final boolean narrow;
    private int at;

    private PlainExpression(List<Token> tokens, int at, int end, boolean narrow) {
        this.tokens = tokens;
        this.narrow = narrow;
        this.at = at;
        this.end = end;
    }

    /** Whether they are one that may stand before further words, and so has no AND, OR, NOT, IS, IN or LIKE outside parentheses. */
    static boolean isNarrow(List<Token> tokens, int from, int to) {
        PlainExpression expression = new PlainExpression(tokens, from, to, true);
        return expression.expression(DEPTH) && expression.at == to;
    }

    /** Whether the tokens from one index up to another are such an expression. */
    static boolean is(List<Token> tokens, int from, int to) {
        PlainExpression expression = new PlainExpression(tokens, from, to, false);
        return expression.expression(DEPTH) && expression.at == to;
    }

    /** The index behind the expression that begins at an index, or -1 when none of the common kind does. */
    static int end(List<Token> tokens, int from) {
        PlainExpression expression = new PlainExpression(tokens, from, tokens.size(), false);
        return expression.expression(DEPTH) ? expression.at : -1;
    }

    private boolean isAt(String word) {
        return at < end && tokens.get(at).is(word);
    }

    private boolean accept(String word) {
        boolean there = isAt(word);
        at += there ? 1 : 0;
        return there;
    }

    /** Comparisons do not follow each other without AND or OR between them. */
    private boolean expression(int depth) {
        boolean compared = false;
        while (true) {
            boolean negated = isWide(depth) && accept("NOT");
            if ((negated && compared) || !operand(depth)) {
                return false;
            }
            while (isWide(depth) && isTest()) {
                if (compared || !test(depth)) {
                    return false;
                }
                compared = true;
            }
            if (isWide(depth) && (accept("AND") || accept("OR"))) {
                compared = false;
            } else if (at < end && tokens.get(at).kind() == Token.Kind.SYMBOL) {
                String operator = tokens.get(at).text();
                if (!OPERATORS.contains(operator)) {
                    return true;
                }
                boolean comparison = COMPARISONS.contains(operator);
                if (isNegatedNext() || (compared && comparison)) {
                    return false;
                }
                compared |= comparison;
                at++;
            } else {
                return true;
            }
        }
    }

    private boolean isWide(int depth) {
        return !narrow || depth < DEPTH;
    }

    private boolean isNegatedNext() {
        return at + 1 < end && tokens.get(at + 1).is("NOT");
    }

    private boolean isTest() {
        return isAt("IS")
                || isAt("IN")
                || isAt("LIKE")
                || isAt("ILIKE")
                || (isAt("NOT") && at + 1 < end && isTestWord(tokens.get(at + 1)));
    }

    private static boolean isTestWord(Token token) {
        return token.is("IN") || token.is("LIKE") || token.is("ILIKE");
    }

    private boolean test(int depth) {
        if (accept("IS")) {
            accept("NOT");
            return accept("NULL") || accept("TRUE") || accept("FALSE");
        }
        accept("NOT");
        if (accept("IN")) {
            return accept("(") && listTo(")", depth);
        }
        at++;
        return operand(depth);
    }

    private boolean operand(int depth) {
        if (isAt("-") || isAt("+")) {
            at++;
        }
        if (depth == 0 || at >= end) {
            return false;
        }
        Token token = tokens.get(at);
        boolean read = switch (token.kind()) {
            case STRING -> string(token);
            case NUMBER -> number(token);
            case WORD -> word(token, depth);
            case QUOTED_NAME -> name(depth);
            case SYMBOL -> accept("(") && expression(depth - 1) && accept(")");
            case UNTERMINATED -> false;
        };
        while (read && accept("::")) {
            read = cast();
        }
        return read;
    }

    private boolean string(Token token) {
        at++;
        // What the escapes mean, and strings that go on after a new line, are left to the grammar.
        char first = token.text().charAt(0);
        return (first == '\'' || first == '$') && (at >= end || tokens.get(at).kind() != Token.Kind.STRING);
    }

    private boolean number(Token token) {
        at++;
        String text = token.text();
        boolean point = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && !point && text.length() > 1) {
                point = true;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    private boolean word(Token token, int depth) {
        String word = token.text().toLowerCase(Locale.ROOT);
        if (VALUES.contains(word)) {
            at++;
            return true;
        }
        if (CALLS.contains(word)) {
            at++;
            return accept("(") && listTo(")", depth);
        }
        return !Sql.isKeyword(word) && name(depth);
    }

    /** A column, maybe with its table, or the call of a function. */
    private boolean name(int depth) {
        at++;
        while (accept(".")) {
            if (at >= end || !PlainName.is(tokens.get(at))) {
                return false;
            }
            at++;
        }
        return !accept("(") || accept(")") || listTo(")", depth);
    }

    private boolean listTo(String close, int depth) {
        do {
            if (!expression(depth - 1)) {
                return false;
            }
        } while (accept(","));
        return accept(close);
    }

    private boolean cast() {
        if (at >= end || !TYPES.contains(tokens.get(at).text().toLowerCase(Locale.ROOT))) {
            return false;
        }
        boolean modified = isAt("VARCHAR") || isAt("NUMERIC");
        at++;
        if (modified && accept("(")) {
            do {
                if (at >= end || tokens.get(at).kind() != Token.Kind.NUMBER || !number(tokens.get(at))) {
                    return false;
                }
            } while (accept(","));
            return accept(")");
        }
        if (isAt("[")) {
            at++;
            return accept("]");
        }
        return true;
    }
}
