package liquibase.ext.online.read;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import org.jspecify.annotations.Nullable;

/** Cuts a script into statements at its semicolons, those in the body of a function left out. */
final class StatementSplitter {
    /** A statement of more tokens, some 20 MB of text, keeps no more of them. */
    private static final int MOST = 4_000_000;

    private final SqlLexer lexer;
    private int depth;
    private boolean atomic;
    private int end;

    StatementSplitter(String sql) {
        lexer = new SqlLexer(sql);
    }

    /**
     * The tokens of the next statement that has any; empty at the end of the script. Of a statement that is too long for us
     * they are the first ones only.
     */
    List<Token> next() {
        List<Token> tokens = new ArrayList<>();
        Token last = null;
        depth = 0;
        atomic = false;
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            if (depth == 0 && token.is(";")) {
                if (!tokens.isEmpty()) {
                    return tokens;
                }
            } else {
                follow(token, last);
                last = token;
                end = token.end();
                if (tokens.size() < MOST) {
                    tokens.add(token);
                }
            }
        }
        return tokens;
    }

    /** The index behind the last character of the statement that {@link #next} gave. */
    int end() {
        return end;
    }

    /** Parentheses (CREATE RULE has semicolons in them) and BEGIN ATOMIC … END, which holds CASE … END too. */
    private void follow(Token token, @Nullable Token last) {
        if (token.is("(")) {
            depth++;
        } else if (token.is(")")) {
            depth = Math.max(0, depth - 1);
        } else if (token.is("ATOMIC") && last != null && last.is("BEGIN")) {
            atomic = true;
            depth++;
        } else if (atomic && depth > 0) {
            depth += token.is("CASE") ? 1 : token.is("END") ? -1 : 0;
        }
    }
}
