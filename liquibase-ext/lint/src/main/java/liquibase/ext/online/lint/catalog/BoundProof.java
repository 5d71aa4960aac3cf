package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.read.Conjuncts;
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
        Table.Partitioning by = parent.partitioning;
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
        Table.Partitioning by = parent.partitioning;
        String column = column(by);
        if (by == null || column == null) {
            return false;
        }
        boolean range = by.strategy().equalsIgnoreCase("RANGE");
        List<Token> tokens = SqlLexer.tokens(bound);
        return conditions(rest).stream().anyMatch(condition -> {
            int size = condition.size();
            boolean denied = size > 3
                    && condition.get(0).is("NOT")
                    && condition.get(1).is("(")
                    && Conjuncts.of(condition.subList(1, size)).size() > 1;
            return denied
                    ? Conjuncts.of(condition.subList(1, size)).stream()
                            .allMatch(each -> isNullTest(each, column, "NOT")
                                    || (range ? isOfRange(each, column, tokens) : isOfList(each, column, tokens, "")))
                    : alternatives(condition).stream()
                            .allMatch(each -> isNullTest(each, column, "")
                                    || (range
                                            ? isBesideRange(each, column, tokens)
                                            : isOfList(each, column, tokens, "NOT")));
        });
    }

    /** The only key column, or null. */
    private static @Nullable String column(Table.@Nullable Partitioning by) {
        if (by == null || by.keys().size() != 1) {
            return null;
        }
        List<Token> key = SqlLexer.tokens(by.keys().get(0));
        return key.size() == 1 && key.get(0).isName() ? key.get(0).name() : null;
    }

    private static boolean isNullTest(List<Token> condition, String column, String not) {
        int size = not.isEmpty() ? 3 : 4;
        return condition.size() == size
                && isColumn(condition.get(0), column)
                && condition.get(1).is("IS")
                && (not.isEmpty() || condition.get(2).is(not))
                && condition.get(size - 1).is("NULL");
    }

    private static boolean isOfRange(List<Token> condition, String column, List<Token> bound) {
        return isRange(bound)
                && (has(List.of(condition), column, ">=", bound.get(4))
                        || has(List.of(condition), column, "<", bound.get(8)));
    }

    private static boolean isBesideRange(List<Token> condition, String column, List<Token> bound) {
        return isRange(bound)
                && (has(List.of(condition), column, "<", bound.get(4))
                        || has(List.of(condition), column, ">=", bound.get(8)));
    }

    private static boolean isRange(List<Token> bound) {
        return bound.size() == 10 && bound.get(2).is("FROM") && bound.get(6).is("TO");
    }

    /** {@code column [NOT] IN (…)}, with all that the bound has. */
    private static boolean isOfList(List<Token> condition, String column, List<Token> bound, String not) {
        int in = not.isEmpty() ? 1 : 2;
        if (condition.size() < in + 4
                || !isColumn(condition.get(0), column)
                || !condition.get(in).is("IN")
                || (!not.isEmpty() && !condition.get(1).is(not))) {
            return false;
        }
        List<String> allowed = literals(bound, 4, bound.size() - 1);
        return !allowed.isEmpty()
                && literals(condition, in + 2, condition.size() - 1).containsAll(allowed);
    }

    /** The parts that OR joins to the whole, without the parentheses around each. */
    private static List<List<Token>> alternatives(List<Token> condition) {
        List<List<Token>> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= condition.size(); i++) {
            boolean ends =
                    i == condition.size() || (depth == 0 && condition.get(i).is("OR"));
            if (ends) {
                List<Token> part = condition.subList(start, i);
                List<List<Token>> bare = part.isEmpty() ? List.of() : Conjuncts.of(part);
                parts.add(bare.size() == 1 ? bare.get(0) : part);
                start = i + 1;
            } else {
                depth += condition.get(i).is("(") ? 1 : condition.get(i).is(")") ? -1 : 0;
            }
        }
        return parts;
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
        List<String> allowed = literals(bound, 4, bound.size() - 1);
        for (List<Token> condition : conditions) {
            int size = condition.size();
            if (size < 3 || !isColumn(condition.get(0), column)) {
                continue;
            }
            List<String> demanded = condition.get(1).is("=") && isBare(condition, 3)
                    ? List.of(condition.get(2).text())
                    : condition.get(1).is("IN") ? literals(condition, 3, size - 1) : List.of();
            if (!demanded.isEmpty() && allowed.containsAll(demanded)) {
                return true;
            }
        }
        return false;
    }

    /** The literals of a list; none when there is anything else in it. */
    private static List<String> literals(List<Token> tokens, int from, int to) {
        List<String> literals = new ArrayList<>();
        for (int i = from; i < to; i += 2) {
            Token token = tokens.get(i);
            boolean literal = token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.NUMBER;
            if (!literal || (i + 1 < to && !tokens.get(i + 1).is(","))) {
                return List.of();
            }
            literals.add(token.text());
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
