package liquibase.ext.online.lint.judge;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import org.jspecify.annotations.Nullable;

/** The answer of a query that is the same whatever the tables hold. */
final class ConstantQuery {
    /** What makes another number of rows of it, or none. */
    private static final Set<String> MORE_THAN_WHERE =
            Set.of("group", "having", "limit", "offset", "fetch", "union", "except", "intersect", "window", "for");

    private ConstantQuery() {}

    /** Its one value as JDBC gives it; empty when it is not known. */
    static Optional<String> answer(String sql) {
        List<Token> tokens = SqlLexer.tokens(sql);
        while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).is(";")) {
            tokens = tokens.subList(0, tokens.size() - 1);
        }
        if (tokens.size() < 2 || !tokens.get(0).is("select")) {
            return Optional.empty();
        }
        List<Token> rest = tokens.subList(1, tokens.size());
        return isCount(rest) && findsNothing(rest) ? Optional.of("0") : Optional.ofNullable(value(rest));
    }

    /** Whether it reads tables, which may not be there. */
    static boolean mayFail(String sql) {
        return SqlLexer.tokens(sql).stream().anyMatch(token -> token.is("from"));
    }

    private static boolean isCount(List<Token> query) {
        return query.size() > 5
                && query.get(0).is("count")
                && query.get(1).is("(")
                && query.get(3).is(")")
                && query.get(4).is("from")
                && query.stream().noneMatch(token -> MORE_THAN_WHERE.stream().anyMatch(token::is));
    }

    /** Whether one of the conditions that AND joins behind WHERE is never fulfilled. */
    private static boolean findsNothing(List<Token> query) {
        int depth = 0;
        int start = -1;
        boolean never = false;
        boolean between = false;
        for (int i = 0; i <= query.size(); i++) {
            @Nullable Token token = i < query.size() ? query.get(i) : null;
            depth += token == null ? 0 : opens(token) ? 1 : closes(token) ? -1 : 0;
            between |= depth == 0 && token != null && token.is("between");
            if (depth > 0 && token != null) {
                continue;
            }
            if (between && token != null && token.is("and")) {
                between = false;
            } else if (start >= 0 && (token == null || token.is("and"))) {
                never |= "f".equals(value(query.subList(start, i)));
                start = i + 1;
            } else if (token != null && token.is("where")) {
                start = i + 1;
            } else if (token != null && start >= 0 && token.is("or")) {
                return false;
            }
        }
        return never;
    }

    private static boolean opens(Token token) {
        return token.is("(") || token.is("case");
    }

    private static boolean closes(Token token) {
        return token.is(")") || token.is("end");
    }

    /** A literal, or two of them compared. */
    private static @Nullable String value(List<Token> tokens) {
        if (tokens.size() == 1) {
            return literal(tokens.get(0));
        }
        if (tokens.size() != 3 || tokens.get(0).kind() != tokens.get(2).kind()) {
            return null;
        }
        @Nullable String left = literal(tokens.get(0));
        @Nullable String right = literal(tokens.get(2));
        if (left == null || right == null) {
            return null;
        }
        return switch (tokens.get(1).text()) {
            case "=" -> left.equals(right) ? "t" : "f";
            case "<>", "!=" -> left.equals(right) ? "f" : "t";
            default -> null;
        };
    }

    private static @Nullable String literal(Token token) {
        String text = token.text();
        return switch (token.kind()) {
            case NUMBER -> text.matches("0|[1-9][0-9]{0,17}") ? text : null;
            case STRING ->
                text.charAt(0) == '\'' ? text.substring(1, text.length() - 1).replace("''", "'") : null;
            case WORD -> text.equalsIgnoreCase("true") ? "t" : text.equalsIgnoreCase("false") ? "f" : null;
            default -> null;
        };
    }
}
