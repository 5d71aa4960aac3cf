package liquibase.ext.online.sql;

import java.util.List;

/**
 * One key of an index, as CREATE INDEX writes it.
 *
 * @param expression a column or an expression as SQL text, without what follows it: collation, operator class, order
 */
public record IndexElement(String expression) {

    /** Reads a key; an expression that is no column is in parentheses, or the call of a function. */
    public static IndexElement of(String key) {
        List<Token> tokens = SqlLexer.tokens(key);
        int last = 0;
        while (last + 2 < tokens.size() && tokens.get(last + 1).is(".")) {
            last += 2;
        }
        int open = !tokens.isEmpty() && tokens.get(0).is("(") ? 0 : last + 1;
        if (open < tokens.size() && tokens.get(open).is("(")) {
            last = closing(tokens, open);
        }
        return new IndexElement(
                tokens.isEmpty() ? "" : key.substring(0, tokens.get(last).end()).strip());
    }

    private static int closing(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    /** The column's name in the catalog; empty for an expression. */
    public String column() {
        List<Token> tokens = SqlLexer.tokens(expression);
        return tokens.size() == 1 && tokens.get(0).isName() ? tokens.get(0).name() : "";
    }

    /** What a name made of keys calls it: the column, the function, or {@code expr}. */
    public String label() {
        List<Token> tokens = SqlLexer.tokens(expression);
        boolean call =
                tokens.size() > 1 && tokens.get(0).isName() && tokens.get(1).is("(");
        return call ? tokens.get(0).name() : column().isEmpty() ? "expr" : column();
    }
}
