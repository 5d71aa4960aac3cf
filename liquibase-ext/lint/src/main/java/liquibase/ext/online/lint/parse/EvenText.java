package liquibase.ext.online.lint.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import liquibase.ext.online.sql.Token;

/**
 * A statement as the grammar is given it, where that knows less than PostgreSQL: comments and long strings are left out, escape
 * strings lose their backslashes, constraint attributes those in an order that it does not take, and {@link Gaps} are filled.
 *
 * @param starts where each token begins in {@code sql}
 * @param origins where each token begins in the statement
 */
record EvenText(String sql, List<Integer> starts, List<Integer> origins) {
    private static final int LONG = 40;
    private static final Set<String> ATTRIBUTE_ENDS =
            Set.of("DEFERRABLE", "DEFERRED", "IMMEDIATE", "VALID", "ENFORCED", "INHERIT");

    static EvenText of(String sql, List<Token> written) {
        List<Token> tokens = Gaps.fill(written);
        StringBuilder text = new StringBuilder();
        List<Integer> starts = new ArrayList<>();
        List<Integer> origins = new ArrayList<>();
        int first = tokens.get(0).start();
        for (int i = isAlterSystem(tokens) ? 2 : 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (isAttributeBehindAnother(tokens, i)) {
                i++;
                continue;
            }
            if (i > 0 && tokens.get(i - 1).end() < token.start()) {
                // Two strings are one string only when there is a new line between them.
                text.append(isNewLine(sql, tokens.get(i - 1).end(), token.start()) ? '\n' : ' ');
            }
            starts.add(text.length());
            origins.add(token.start() - first);
            append(text, token);
        }
        return new EvenText(text.toString(), List.copyOf(starts), List.copyOf(origins));
    }

    /** ALTER SYSTEM goes on as SET and RESET do. */
    private static boolean isAlterSystem(List<Token> tokens) {
        return tokens.size() > 2 && tokens.get(0).is("ALTER") && tokens.get(1).is("SYSTEM");
    }

    /** The place in the statement of a place in the text. */
    int originalOffset(int offset) {
        int low = 0;
        int high = starts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts.get(middle) <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return origins.get(low);
    }

    private static boolean isNewLine(String sql, int from, int to) {
        for (int i = from; i < to; i++) {
            if (sql.charAt(i) == '\n') {
                return true;
            }
        }
        return false;
    }

    private static void append(StringBuilder text, Token token) {
        String word = token.text();
        if (token.kind() == Token.Kind.STRING) {
            char prefix = word.charAt(0);
            int quote = word.indexOf('\'');
            if (prefix == '$' || prefix == '\'') {
                text.append(word.length() <= LONG && isInBasicPlane(word) ? word : "'x'");
            } else if (prefix == 'e' || prefix == 'E') {
                text.append("'x'");
            } else {
                text.append(word.length() <= LONG ? word : word.substring(0, quote + 2) + "'");
            }
        } else if (isInBasicPlane(word)) {
            text.append(word);
        } else {
            // A code point beyond the basic plane is one character to ANTLR and two to us.
            word.chars().forEach(c -> text.append(Character.isSurrogate((char) c) ? 'x' : (char) c));
        }
    }

    private static boolean isInBasicPlane(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAttributeBehindAnother(List<Token> tokens, int i) {
        return i >= 1
                && i + 1 < tokens.size()
                && isAttribute(tokens.get(i), tokens.get(i + 1))
                && ATTRIBUTE_ENDS.contains(tokens.get(i - 1).text().toUpperCase(Locale.ROOT));
    }

    private static boolean isAttribute(Token first, Token second) {
        return first.is("NOT") ? second.is("VALID") || second.is("ENFORCED") : first.is("NO") && second.is("INHERIT");
    }
}
