package liquibase.ext.online.sql;

import java.util.List;
import java.util.Set;

/**
 * An expression that an author wrote, as far as its tokens tell what it is about.
 *
 * @param text without what stands around it
 */
public record Expression(String text) {
    /** Behind a column's name these go on with the expression; other words make the name a part of something else. */
    private static final Set<String> GO_ON = Set.of(
            "and", "or", "is", "isnull", "notnull", "in", "not", "like", "ilike", "similar", "between", "collate", "at",
            "when", "then", "else", "end");

    private static final Set<String> SUBQUERY = Set.of("select", "with", "values", "table");

    /** The text as other SQL can follow it: what ends in a line comment would swallow that. */
    public String closed() {
        return text.contains("--") ? text + "\n" : text;
    }

    /** Whether every parenthesis, string, quoted name and comment ends in it, and no statement does. */
    public boolean isWhole() {
        int depth = 0;
        for (Token token : tokens()) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth < 0 || token.is(";") || token.kind() == Token.Kind.UNTERMINATED) {
                return false;
            }
        }
        return depth == 0;
    }

    /** Whether it is the constant NULL, perhaps in parentheses or with a cast. */
    public boolean isNull() {
        List<Token> tokens = tokens();
        int at = 0;
        while (at < tokens.size()
                && (tokens.get(at).is("(") || (tokens.get(at).is("CAST") && is(tokens, at + 1, "(")))) {
            at++;
        }
        return is(tokens, at, "NULL")
                && (at + 1 == tokens.size()
                        || is(tokens, at + 1, ")")
                        || is(tokens, at + 1, "::")
                        || is(tokens, at + 1, "AS"))
                && tokens.subList(at + 1, tokens.size()).stream()
                        .allMatch(token -> token.isName()
                                || token.kind() == Token.Kind.NUMBER
                                || Set.of(")", "::", "(", ",", ".", "[", "]").contains(token.text()));
    }

    /** Whether it is {@code column IS NULL}, perhaps in parentheses, and nothing else. */
    public boolean isNullTestOf(String column) {
        List<Token> tokens = tokens();
        while (tokens.size() > 3
                && tokens.get(0).is("(")
                && tokens.get(tokens.size() - 1).is(")")) {
            tokens = tokens.subList(1, tokens.size() - 1);
        }
        return tokens.size() == 3
                && tokens.get(0).isName()
                && tokens.get(0).name().equals(column)
                && !(tokens.get(0).kind() == Token.Kind.WORD && Sql.isKeyword(column))
                && tokens.get(1).is("IS")
                && tokens.get(2).is("NULL");
    }

    /**
     * Whether it certainly reads a column of the row that it is for. What stands in a subquery may be the column of another
     * table, which only the server can tell.
     */
    public boolean reads(QualifiedName table, String column) {
        List<Token> tokens = tokens();
        int subquery = 0;
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(")) {
                depth++;
                if (subquery == 0
                        && i + 1 < tokens.size()
                        && SUBQUERY.contains(tokens.get(i + 1).name())
                        && tokens.get(i + 1).kind() == Token.Kind.WORD) {
                    subquery = depth;
                }
            } else if (token.is(")")) {
                subquery = subquery == depth ? 0 : subquery;
                depth--;
            } else if (subquery == 0 && token.isName() && token.name().equals(column) && isColumn(tokens, i, table)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isColumn(List<Token> tokens, int i, QualifiedName table) {
        if (i > 0) {
            Token before = tokens.get(i - 1);
            if (before.is(".")) {
                if (i < 2
                        || !tokens.get(i - 2).isName()
                        || !tokens.get(i - 2).name().equals(table.name())) {
                    return false;
                }
            } else if (before.is("::")
                    || before.is("AS")
                    || before.is("TIME")
                    || before.is("COLLATE")
                    || (before.isName() && !(before.kind() == Token.Kind.WORD && Sql.isKeyword(before.name())))) {
                return false;
            }
        }
        if (i + 1 == tokens.size()) {
            return true;
        }
        Token after = tokens.get(i + 1);
        return after.kind() == Token.Kind.SYMBOL
                ? Set.of("(", ".", "=>", ":=").stream().noneMatch(after::is)
                : after.kind() == Token.Kind.WORD && GO_ON.contains(after.name());
    }

    /** Whether the name occurs at all, whatever it is the name of. */
    public boolean mentions(String name) {
        return tokens().stream()
                .anyMatch(token -> token.isName() && token.name().equals(name));
    }

    /**
     * The same with {@code table.column} for {@code schema.table.column}, as PostgreSQL takes no schema before an alias. Left
     * as it is where a query in it reads a table of that name, as the short form might mean that one.
     */
    public Expression withoutSchema(QualifiedName table) {
        List<Token> tokens = tokens();
        if (QueryScan.of(tokens).reads().stream().anyMatch(read -> read.name().equals(table.name()))) {
            return this;
        }
        StringBuilder shorter = new StringBuilder();
        int copied = 0;
        for (int i = 0; i + 3 < tokens.size(); i++) {
            boolean bare = i == 0 || !tokens.get(i - 1).is(".");
            if (bare
                    && tokens.get(i).isName()
                    && tokens.get(i).name().equals(table.schema())
                    && tokens.get(i + 1).is(".")
                    && tokens.get(i + 2).isName()
                    && tokens.get(i + 2).name().equals(table.name())
                    && tokens.get(i + 3).is(".")) {
                shorter.append(text, copied, tokens.get(i).start());
                copied = tokens.get(i + 2).start();
            }
        }
        return copied == 0 && shorter.isEmpty()
                ? this
                : new Expression(shorter.append(text.substring(copied)).toString());
    }

    /**
     * The condition of a CHECK on a table, its columns named alone: PostgreSQL reads the condition again for each partition,
     * which has another name.
     */
    public Expression inCheckOf(QualifiedName table) {
        String all = withoutSchema(table).text;
        List<Token> tokens = SqlLexer.tokens(all);
        StringBuilder shorter = new StringBuilder();
        int copied = 0;
        for (int i = 0; i + 2 < tokens.size(); i++) {
            boolean begins =
                    i == 0 || !(tokens.get(i - 1).is(".") || tokens.get(i - 1).is("::"));
            if (begins
                    && tokens.get(i).isName()
                    && tokens.get(i).name().equals(table.name())
                    && tokens.get(i + 1).is(".")
                    && tokens.get(i + 2).isName()
                    && !is(tokens, i + 3, "(")) {
                shorter.append(all, copied, tokens.get(i).start());
                copied = tokens.get(i + 2).start();
            }
        }
        return new Expression(shorter.append(all.substring(copied)).toString());
    }

    private List<Token> tokens() {
        return SqlLexer.tokens(text);
    }

    private static boolean is(List<Token> tokens, int i, String expected) {
        return i < tokens.size() && tokens.get(i).is(expected);
    }
}
