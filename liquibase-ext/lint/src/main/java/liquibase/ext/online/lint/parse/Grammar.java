package liquibase.ext.online.lint.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.read.Doubt;
import liquibase.ext.online.read.SqlReader;
import liquibase.ext.online.sql.Token;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.jspecify.annotations.Nullable;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser;

/** Whether a statement is well-formed: the grammar of pgCodeKeeper, asked about an {@link EvenText}. */
public final class Grammar implements Doubt {
    /** Longer ones are not asked about: the time of the grammar grows faster than the text. */
    private static final int LONGEST = 32 * 1024;

    /** Deeper ones are not asked about: the grammar calls itself for each. */
    private static final int DEEPEST = 100;

    private static final String TOO_LONG = "it is too long to be checked";

    Grammar() {}

    /** A reader that asks this grammar. */
    public static SqlReader reader() {
        return new SqlReader(new Grammar());
    }

    @Override
    public Optional<Problem> about(String sql, List<Token> tokens) {
        int start = tokens.get(0).start();
        Optional<Problem> unbalanced = Brackets.problem(tokens, DEEPEST);
        if (unbalanced.isPresent()) {
            return unbalanced;
        }
        EvenText text = EvenText.of(sql, tokens);
        int length = tokens.get(tokens.size() - 1).end() - start;
        if (text.sql().length() > LONGEST) {
            return Optional.of(new Problem(TOO_LONG, 0));
        }
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
                        ? Math.min(text.originalOffset(token.getStartIndex()), length)
                        : length;
                problems.add(new Problem(shorten(message), offset));
            }
        };
        SQLLexer lexer = new SQLLexer(CharStreams.fromString(text.sql()));
        lexer.removeErrorListeners();
        lexer.addErrorListener(listener);
        SQLParser parser = new SQLParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.addErrorListener(listener);
        try {
            parser.sql();
        } catch (StackOverflowError e) {
            // Operators without brackets nest too, and how deep ANTLR can go is known to nobody but it.
            return Optional.of(new Problem("it is nested too deeply to be checked", 0));
        }
        return problems.stream().min(Comparator.comparingInt(Problem::offset));
    }

    /** The grammar lists every token it would have taken; the first part says what is wrong. */
    private static String shorten(String message) {
        int list = message.indexOf(" expecting {");
        return list < 0 ? message : message.substring(0, list);
    }
}
