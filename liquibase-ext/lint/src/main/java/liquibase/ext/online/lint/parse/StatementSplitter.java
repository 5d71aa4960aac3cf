package liquibase.ext.online.lint.parse;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;

/** Cuts a script into statements at its semicolons, those in the body of a function left out. */
final class StatementSplitter {
    private StatementSplitter() {}

    /** The tokens of each statement; empty statements are left out. */
    static List<List<Token>> split(String sql) {
        List<List<Token>> statements = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        int depth = 0;
        for (Token token : SqlLexer.tokens(sql)) {
            if (token.is(";") && depth == 0) {
                addTo(statements, current);
                current = new ArrayList<>();
                continue;
            }
            depth += depthChange(token, current, depth);
            current.add(token);
        }
        addTo(statements, current);
        return statements;
    }

    private static void addTo(List<List<Token>> statements, List<Token> statement) {
        if (!statement.isEmpty()) {
            statements.add(statement);
        }
    }

    /** Parentheses (CREATE RULE has semicolons in them) and BEGIN ATOMIC … END, which holds CASE … END too. */
    private static int depthChange(Token token, List<Token> before, int depth) {
        Token last = before.isEmpty() ? null : before.get(before.size() - 1);
        if (token.is("(") || (token.is("ATOMIC") && last != null && last.is("BEGIN"))) {
            return 1;
        }
        if (depth > 0 && isInAtomicBody(before)) {
            return token.is("CASE") ? 1 : token.is("END") || token.is(")") ? -1 : 0;
        }
        return depth > 0 && token.is(")") ? -1 : 0;
    }

    private static boolean isInAtomicBody(List<Token> tokens) {
        return tokens.stream().anyMatch(token -> token.is("ATOMIC"));
    }
}
