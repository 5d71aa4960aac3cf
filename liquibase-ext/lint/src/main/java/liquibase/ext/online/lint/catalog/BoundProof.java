package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.read.Conjuncts;
import liquibase.ext.online.sql.Partitioning;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import org.jspecify.annotations.Nullable;

/**
 * Whether the CHECK constraints of a table prove that its rows fit a bound, so that ATTACH PARTITION need not read them. Of
 * what PostgreSQL can prove, this is the plain case: one key column that is NOT NULL, and a condition for each end of a
 * range, or the whole list, with the same literals as the bound.
 */
final class BoundProof {
    private BoundProof() {}

    static boolean proves(Table partition, Table parent, String bound) {
        Partitioning by = parent.partitioning;
        String column = column(by);
        if (by == null || column == null) {
            return false;
        }
        ColumnInfo info = partition.columns.get(column);
        List<List<Token>> conditions = conditions(partition);
        boolean notNull = info != null && info.notNull();
        for (ConstraintInfo check : partition.constraints.values()) {
            notNull |= check.provesNotNull(column, false);
        }
        List<Token> tokens = SqlLexer.tokens(bound);
        return notNull
                && (by.strategy().equalsIgnoreCase("RANGE")
                        ? provesRange(conditions, column, tokens)
                        : by.strategy().equalsIgnoreCase("LIST") && provesList(conditions, column, tokens));
    }

    /** The same of a default partition: that none of its rows fits the bound of another one. */
    static boolean excludes(Table rest, Table parent, String bound) {
        Partitioning by = parent.partitioning;
        String column = column(by);
        ColumnInfo key = column == null ? null : rest.columns.get(column);
        if (by == null || key == null) {
            return false;
        }
        List<Token> tokens = SqlLexer.tokens(bound);
        List<List<Token>> conditions = conditions(rest);
        if (by.strategy().equalsIgnoreCase("RANGE")) {
            return isRange(tokens)
                    && conditions.stream()
                            .anyMatch(BoundExclusion.ofRange(key, end(tokens.get(4)), end(tokens.get(8)))::isSaidBy);
        }
        List<Token> values = literals(tokens, 4, tokens.size() - 1);
        return by.strategy().equalsIgnoreCase("LIST")
                && !values.isEmpty()
                && values.stream()
                        .allMatch(value -> conditions.stream().anyMatch(BoundExclusion.ofValue(key, value)::isSaidBy));
    }

    private static @Nullable Token end(Token token) {
        return (token.is("MINVALUE") || token.is("MAXVALUE")) ? null : token;
    }

    /** The only key column, or null. */
    private static @Nullable String column(@Nullable Partitioning by) {
        if (by == null || by.keys().size() != 1) {
            return null;
        }
        List<Token> key = SqlLexer.tokens(by.keys().get(0));
        return key.size() == 1 && key.get(0).isName() ? key.get(0).name() : null;
    }

    private static boolean isRange(List<Token> bound) {
        return bound.size() == 10 && bound.get(2).is("FROM") && bound.get(6).is("TO");
    }

    /** FOR VALUES FROM (lower) TO (upper). */
    private static boolean provesRange(List<List<Token>> conditions, String column, List<Token> bound) {
        return isRange(bound)
                && (bound.get(4).is("MINVALUE") || has(conditions, column, ">=", bound.get(4)))
                && (bound.get(8).is("MAXVALUE") || has(conditions, column, "<", bound.get(8)));
    }

    private static boolean has(List<List<Token>> conditions, String column, String operator, Token literal) {
        for (List<Token> condition : conditions) {
            if (condition.size() >= 3
                    && isColumn(condition.get(0), column)
                    && condition.get(1).is(operator)
                    && isBare(condition, 3)
                    && condition.get(2).text().equals(literal.text())) {
                return true;
            }
        }
        return false;
    }

    /** Nothing behind the literal but a cast. */
    private static boolean isBare(List<Token> condition, int from) {
        return condition.size() == from
                || (condition.size() == from + 2
                        && condition.get(from).is("::")
                        && condition.get(from + 1).isName());
    }

    /** FOR VALUES IN (a, b). */
    private static boolean provesList(List<List<Token>> conditions, String column, List<Token> bound) {
        List<String> allowed = texts(literals(bound, 4, bound.size() - 1));
        for (List<Token> condition : conditions) {
            int size = condition.size();
            if (size < 3 || !isColumn(condition.get(0), column)) {
                continue;
            }
            List<String> demanded = condition.get(1).is("=") && isBare(condition, 3)
                    ? List.of(condition.get(2).text())
                    : condition.get(1).is("IN") ? texts(literals(condition, 3, size - 1)) : List.of();
            if (!demanded.isEmpty() && allowed.containsAll(demanded)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> texts(List<Token> literals) {
        return literals.stream().map(Token::text).toList();
    }

    /** The literals of a list; none when there is anything else in it. */
    private static List<Token> literals(List<Token> tokens, int from, int to) {
        List<Token> literals = new ArrayList<>();
        for (int i = from; i < to; i += 2) {
            Token token = tokens.get(i);
            boolean literal = token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.NUMBER;
            if (!literal || (i + 1 < to && !tokens.get(i + 1).is(","))) {
                return List.of();
            }
            literals.add(token);
        }
        return literals;
    }

    private static boolean isColumn(Token token, String column) {
        return token.isName() && token.name().equals(column);
    }

    /** What the valid CHECK constraints demand, cut at each AND; one with OR demands none of its parts. */
    private static List<List<Token>> conditions(Table table) {
        List<List<Token>> all = new ArrayList<>();
        for (ConstraintInfo check : table.constraints.values()) {
            if (check.isCheckOfAllRows()) {
                check.expression().map(SqlLexer::tokens).map(Conjuncts::of).ifPresent(all::addAll);
            }
        }
        return all;
    }
}
