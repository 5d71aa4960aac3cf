package liquibase.ext.online.lint.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import liquibase.ext.online.sql.Token;

/**
 * What PostgreSQL takes and the grammar does not know, as something of the same shape that it knows. Each token keeps its
 * place, so that a problem behind it is still found where it is.
 */
final class Gaps {
    private static final Set<String> FUNCTIONS = Set.of("FUNCTION", "PROCEDURE", "ROUTINE");
    private static final Set<String> BEHAVIOUR = Set.of("CASCADE", "RESTRICT");

    /** Integers in other bases and with digits in groups, from PostgreSQL 16 on. */
    private static final Pattern NEW_NUMBER =
            Pattern.compile("0[xX][\\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|\\d+(_\\d+)+");

    private static final Pattern LANGUAGE = Pattern.compile("'[A-Za-z_]\\w*'");

    private final List<Token> tokens;
    private final List<Token> filled = new ArrayList<>();
    private int at;
    private int depth;

    private Gaps(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The tokens of a statement as the grammar is given them. */
    static List<Token> fill(List<Token> tokens) {
        Gaps gaps = new Gaps(tokens);
        while (gaps.at < tokens.size()) {
            if (!gaps.isFilled()) {
                gaps.take(1);
            }
        }
        return gaps.filled;
    }

    private boolean isFilled() {
        Token token = tokens.get(at);
        return switch (token.kind()) {
            case NUMBER -> NEW_NUMBER.matcher(token.text()).matches() && replace("1");
            case STRING ->
                isAt(-1, "LANGUAGE")
                        && LANGUAGE.matcher(token.text()).matches()
                        && replace(token.text().substring(1, token.text().length() - 1));
            case SYMBOL -> isSymbolFilled();
            case WORD, QUOTED_NAME -> (isFunction() && function()) || isWordFilled();
            case UNTERMINATED -> false;
        };
    }

    private boolean isSymbolFilled() {
        if (isAt(0, "%") && isAt(1, "TYPE")) {
            return leaveOut(2);
        }
        if (isFirst("GRANT", "REVOKE") && isAt(0, "(") && filled.stream().noneMatch(before -> before.is("ON"))) {
            return leaveOut(lengthOfGroup());
        }
        boolean nextFunction = isFirst("DROP") && isAny(tokens.get(1), FUNCTIONS) && depth == 0 && isAt(0, ",");
        return nextFunction && leaveOut(lengthUpTo(BEHAVIOUR));
    }

    private boolean isWordFilled() {
        if (isAt(0, "ROUTINE") && at > 0 && (isAt(-1, "DROP") || isAt(-1, "ALTER") || isAt(-1, "ON"))) {
            return replace("FUNCTION");
        }
        if (at == 1 && isFirst("ALTER") && isAt(0, "TABLE") && isAt(1, "ALL")) {
            return replace("INDEX");
        }
        if (at == 1 && isFirst("SET") && isAt(0, "NAMES")) {
            return replace("client_encoding") && insert("=");
        }
        boolean enforced = isAt(-3, "ALTER") && isAt(-2, "CONSTRAINT") && isAt(0, "ENFORCED");
        if (enforced || (isAt(-4, "ALTER") && isAt(-3, "CONSTRAINT") && isAt(-1, "NOT") && isAt(0, "ENFORCED"))) {
            return replace("DEFERRABLE");
        }
        boolean temporaryView = (isAt(0, "LOCAL") || isAt(0, "GLOBAL")) && isAt(2, "VIEW");
        boolean binary = at == 1 && isFirst("COPY") && isAt(0, "BINARY");
        boolean only = at == 2 && isFirst("MERGE") && isAt(0, "ONLY");
        boolean distinct = isAt(-2, "GROUP") && isAt(-1, "BY") && isAt(0, "DISTINCT");
        if (temporaryView || binary || only || distinct) {
            return leaveOut(1);
        }
        return isAt(0, "USING") && isAt(1, "(") && join();
    }

    /** The columns of a join may have a name together. */
    private boolean join() {
        take(1);
        int end = at + lengthOfGroup();
        boolean columns = true;
        for (int i = at + 1; columns && i < end; i++) {
            boolean odd = (i - at) % 2 == 1;
            columns = odd ? tokens.get(i).isName() : tokens.get(i).is(i == end - 1 ? ")" : ",");
        }
        take(end - at);
        return !columns || !isAt(0, "AS") || leaveOut(2);
    }

    private boolean isFunction() {
        boolean named = isFirst("ALTER") ? at == 2 : isFirst("COMMENT") && at == 3;
        return named && isAny(tokens.get(at - 1), FUNCTIONS);
    }

    /** A function that is the only one of its name needs no list of arguments. */
    private boolean function() {
        take(1);
        while (isAt(0, ".")) {
            take(2);
        }
        return isAt(0, "(") || (insert("(") && insert(")"));
    }

    private void take(int count) {
        for (int i = 0; i < count && at < tokens.size(); i++) {
            Token token = tokens.get(at++);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            filled.add(token);
        }
    }

    private boolean leaveOut(int count) {
        at += count;
        return true;
    }

    private boolean replace(String text) {
        Token token = tokens.get(at++);
        Token.Kind kind = token.kind() == Token.Kind.NUMBER ? Token.Kind.NUMBER : Token.Kind.WORD;
        return filled.add(new Token(kind, text, token.start(), token.end()));
    }

    /** Puts a symbol behind what was taken last. */
    private boolean insert(String symbol) {
        int place = filled.get(filled.size() - 1).end();
        return filled.add(new Token(Token.Kind.SYMBOL, symbol, place, place));
    }

    private int lengthOfGroup() {
        int open = 0;
        for (int i = at; i < tokens.size(); i++) {
            open += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (open == 0) {
                return i - at + 1;
            }
        }
        return tokens.size() - at;
    }

    private int lengthUpTo(Set<String> words) {
        int end = at;
        while (end < tokens.size() && !isAny(tokens.get(end), words)) {
            end++;
        }
        return end - at;
    }

    private boolean isFirst(String... words) {
        for (String word : words) {
            if (tokens.get(0).is(word)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(int ahead, String word) {
        int index = at + ahead;
        return index >= 0 && index < tokens.size() && tokens.get(index).is(word);
    }

    private static boolean isAny(Token token, Set<String> words) {
        return words.stream().anyMatch(token::is);
    }
}
