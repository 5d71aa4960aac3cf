package liquibase.ext.online.lint.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.sql.Token;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/**
 * Whether a statement is well-formed: the grammar of pgCodeKeeper, with the places evened out where it knows less than
 * PostgreSQL. Positions stay as they are.
 */
final class Grammar {
    private static final Set<String> ATTRIBUTE_ENDS =
            Set.of("DEFERRABLE", "DEFERRED", "IMMEDIATE", "VALID", "ENFORCED", "INHERIT");
    private static final Set<String> ATTRIBUTES = Set.of("NOT VALID", "NO INHERIT", "NOT ENFORCED");

    private Grammar() {}

    /** What is wrong, and where. */
    record Problem(String message, int offset) {}

    /** The first problem of a single statement. */
    static Optional<Problem> check(String sql, List<Token> tokens) {
        String text = evenOut(sql, tokens);
        List<Problem> problems = new ArrayList<>();
        BaseErrorListener listener = new BaseErrorListener() {
            @Override
            public void syntaxError(
                    Recognizer<?, ?> recognizer,
                    @Nullable Object symbol,
                    int line,
                    int column,
                    String message,
                    @Nullable RecognitionException cause) {
                int offset = symbol instanceof org.antlr.v4.runtime.Token token && token.getStartIndex() >= 0
                        ? Math.min(token.getStartIndex(), sql.length())
                        : sql.length();
                problems.add(new Problem(shorten(message), offset));
            }
        };
        // A code point beyond the basic plane is one character to ANTLR and two to us.
        SQLLexer lexer = new SQLLexer(CharStreams.fromString(text.replaceAll("[^\\x00-\\uFFFF]", "xx")));
        lexer.removeErrorListeners();
        lexer.addErrorListener(listener);
        SQLParser parser = new SQLParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.addErrorListener(listener);
        parser.sql();
        return problems.stream().min(java.util.Comparator.comparingInt(Problem::offset));
    }

    /** The grammar lists every token it would have taken; the first part says what is wrong. */
    private static String shorten(String message) {
        return message.replaceFirst(" expecting \\{.*", "");
    }

    /** Escape strings lose their backslashes, and constraint attributes lose those in an order it does not take. */
    private static String evenOut(String sql, List<Token> tokens) {
        StringBuilder text = new StringBuilder(sql);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == Token.Kind.STRING && token.text().regionMatches(true, 0, "E'", 0, 2)) {
                text.setCharAt(token.start(), ' ');
                for (int c = token.start() + 2; c < token.end() - 1; c++) {
                    text.setCharAt(c, 'x');
                }
            } else if (i >= 1
                    && i + 1 < tokens.size()
                    && ATTRIBUTE_ENDS.contains(tokens.get(i - 1).text().toUpperCase(Locale.ROOT))
                    && ATTRIBUTES.contains(
                            (token.text() + " " + tokens.get(i + 1).text()).toUpperCase(Locale.ROOT))) {
                blank(text, token.start(), tokens.get(i + 1).end());
            }
        }
        return text.toString();
    }

    private static void blank(StringBuilder text, int start, int end) {
        for (int i = start; i < end; i++) {
            text.setCharAt(i, ' ');
        }
    }
}
