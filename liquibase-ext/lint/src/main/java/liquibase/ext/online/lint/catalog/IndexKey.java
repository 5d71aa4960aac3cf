package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;

/**
 * One key of an index.
 *
 * @param column the column, or "" for an expression
 * @param label what PostgreSQL calls it in the name that it chooses for the index
 */
record IndexKey(String column, String label) {
    private static final Set<String> SYNTAX = Set.of("case", "coalesce", "greatest", "least", "nullif", "array", "row");
    private static final Map<String, String> INTERNAL = Map.of(
            "int",
            "int4",
            "integer",
            "int4",
            "bigint",
            "int8",
            "smallint",
            "int2",
            "boolean",
            "bool",
            "decimal",
            "numeric",
            "char",
            "bpchar",
            "real",
            "float4");

    /** A key as CREATE INDEX writes it. */
    static IndexKey of(String key) {
        return of(SqlLexer.tokens(key));
    }

    private static IndexKey of(List<Token> tokens) {
        List<Token> expression = tokens;
        while (!expression.isEmpty() && expression.get(0).is("(") && optionsAfter(expression, closes(expression, 0))) {
            expression = expression.subList(1, closes(expression, 0));
        }
        if (expression.isEmpty()) {
            return new IndexKey("", "expr");
        }
        boolean bare = expression.size() == tokens.size();
        Token first = expression.get(0);
        boolean call = expression.size() > 1
                && (expression.get(1).is("(") || expression.get(1).is("."));
        if (first.isName() && !call && (bare || expression.size() == 1)) {
            return new IndexKey(first.name(), first.name());
        }
        return new IndexKey("", label(expression));
    }

    /** The name that a result column of this expression would have, or expr. */
    private static String label(List<Token> expression) {
        int cast = lastCast(expression);
        if (cast > 0) {
            String inner = label(unwrapped(expression.subList(0, cast)));
            String type = expression.get(cast + 1).name();
            return inner.equals("expr") ? INTERNAL.getOrDefault(type, type) : inner;
        }
        int at = 0;
        while (at + 2 < expression.size() && expression.get(at + 1).is(".")) {
            at += 2;
        }
        Token name = expression.get(at);
        if (!name.isName()) {
            return "expr";
        }
        String lower = name.text().toLowerCase(Locale.ROOT);
        if (lower.equals("case")) {
            return "case";
        }
        if (at + 1 == expression.size()) {
            return name.name();
        }
        boolean wholeCall = expression.get(at + 1).is("(") && closes(expression, at + 1) >= expression.size() - 1;
        boolean callThenOptions =
                expression.get(at + 1).is("(") && optionsAfter(expression, closes(expression, at + 1));
        return wholeCall || callThenOptions ? (SYNTAX.contains(lower) ? lower : name.name()) : "expr";
    }

    /** Whether only an operator class, an order or a collation follows. */
    private static boolean optionsAfter(List<Token> tokens, int close) {
        return close > 0
                && tokens.subList(close + 1, tokens.size()).stream().allMatch(token -> token.isName() || token.is("."));
    }

    private static List<Token> unwrapped(List<Token> tokens) {
        List<Token> expression = tokens;
        while (!expression.isEmpty() && expression.get(0).is("(") && closes(expression, 0) == expression.size() - 1) {
            expression = expression.subList(1, expression.size() - 1);
        }
        return expression;
    }

    private static int lastCast(List<Token> tokens) {
        int depth = 0;
        int found = -1;
        for (int i = 0; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0 && tokens.get(i).is("::") && i + 1 < tokens.size()) {
                found = i;
            }
        }
        return found;
    }

    /** The index of the parenthesis that closes the one at {@code open}, or -1. */
    static int closes(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The index of an EXCLUDE constraint, from the access method on. */
    static IndexInfo.Definition exclusion(String text) {
        List<Token> tokens = SqlLexer.tokens(text);
        boolean using = !tokens.isEmpty() && tokens.get(0).is("using");
        String method = using ? tokens.get(1).name() : "btree";
        int open = using ? 2 : 0;
        int close = Math.max(open, closes(tokens, open));
        List<String> keys = new ArrayList<>();
        int start = open + 1;
        int depth = 0;
        for (int i = open + 1; i < close; i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0 && tokens.get(i).is("with") && start < i) {
                keys.add(text.substring(
                        tokens.get(start).start(), tokens.get(i - 1).end()));
            } else if (depth == 0 && tokens.get(i).is(",")) {
                start = i + 1;
            }
        }
        String where = null;
        if (close + 1 < tokens.size() && tokens.get(close + 1).is("where")) {
            int end = closes(tokens, close + 2);
            where = text.substring(
                    tokens.get(close + 2).start(),
                    tokens.get(Math.max(end, close + 2)).end());
        }
        List<String> columns =
                keys.stream().map(IndexKey::of).map(IndexKey::column).toList();
        return new IndexInfo.Definition(false, false, method, keys, columns, List.of(), where);
    }
}
