package liquibase.ext.online.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands behind WHERE, as far as its shape tells how many rows it picks. */
public final class RowCondition {
    private final List<Token> tokens;

    private RowCondition(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The condition of a WHERE. */
    public static RowCondition of(String where) {
        return new RowCondition(SqlLexer.tokens(where));
    }

    /** The condition in the part of an UPDATE or DELETE behind its table; null when that has no WHERE of its own. */
    public static @Nullable RowCondition in(String rest) {
        List<Token> tokens = SqlLexer.tokens(rest);
        int depth = 0;
        int start = -1;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is("WHERE")) {
                start = i + 1;
            } else if (depth == 0 && start >= 0 && token.is("RETURNING")) {
                return new RowCondition(tokens.subList(start, i));
            }
        }
        return start < 0 ? null : new RowCondition(tokens.subList(start, tokens.size()));
    }

    /** Whether it is true for every row whatever stands in it: {@code true}, or a number compared with itself. */
    public boolean isAlwaysTrue() {
        return tokens.isEmpty()
                || (tokens.size() == 1 && tokens.get(0).is("TRUE"))
                || (tokens.size() == 3
                        && tokens.get(0).kind() == Token.Kind.NUMBER
                        && tokens.get(1).is("=")
                        && tokens.get(0).text().equals(tokens.get(2).text()));
    }

    /** Whether only so many rows are picked as a LIMIT says. */
    public boolean isLimited() {
        return tokens.stream().anyMatch(token -> token.is("LIMIT"));
    }

    /** Whether it only says which row belongs to which: columns are equal to columns, and nothing else. */
    public boolean isOnlyJoin() {
        int at = 0;
        while (at < tokens.size()) {
            int left = columnEnd(at);
            int right = left + 1 < tokens.size() && tokens.get(left).is("=") ? columnEnd(left + 1) : left;
            if (left == at || right <= left + 1) {
                return false;
            }
            if (right < tokens.size() && !tokens.get(right).is("AND")) {
                return false;
            }
            at = right + 1;
        }
        return true;
    }

    /** The index behind the column that begins here; the index itself when there is none. */
    private int columnEnd(int from) {
        int at = from;
        while (at < tokens.size() && tokens.get(at).isName() && !isLiteral(tokens.get(at))) {
            at++;
            if (at + 1 >= tokens.size() || !tokens.get(at).is(".")) {
                return at;
            }
            at++;
        }
        return from;
    }

    /** The columns that must be equal to a literal, or to one of a list of literals, for a row to be picked. */
    public Set<String> fixedColumns() {
        Set<String> columns = new LinkedHashSet<>();
        conjuncts().forEach(each -> addFixed(each.from(), each.to(), columns));
        return columns;
    }

    /** The columns behind this qualifier that must be equal to something without it for a row to be picked. */
    Set<String> comparedColumns(String qualifier) {
        Set<String> columns = new LinkedHashSet<>();
        for (Range each : conjuncts()) {
            int size = each.to() - each.from();
            List<Token> all = tokens.subList(each.from(), each.to());
            long named = all.stream()
                    .filter(token -> token.isName() && token.name().equals(qualifier))
                    .count();
            boolean plain = all.stream().noneMatch(token -> token.is("IS") || token.is("NOT"));
            if (size > 4 && named == 1 && plain) {
                addCompared(all.subList(0, 3), all.get(3), qualifier, columns);
                addCompared(all.subList(size - 3, size), all.get(size - 4), qualifier, columns);
            }
        }
        return columns;
    }

    private static void addCompared(List<Token> side, Token operator, String qualifier, Set<String> columns) {
        boolean qualified = side.get(0).isName() && side.get(0).name().equals(qualifier);
        if (operator.is("=") && qualified && side.get(1).is(".")) {
            columns.add(side.get(2).name());
        }
    }

    private record Range(int from, int to) {}

    /** What AND joins; nothing where OR does. */
    private List<Range> conjuncts() {
        List<Range> conjuncts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is("OR")) {
                return List.of();
            }
            if (depth == 0 && token.is("AND")) {
                conjuncts.add(new Range(start, i));
                start = i + 1;
            }
        }
        conjuncts.add(new Range(start, tokens.size()));
        return conjuncts;
    }

    private void addFixed(int from, int to, Set<String> columns) {
        int start = from;
        int end = to;
        while (end - start > 2
                && tokens.get(start).is("(")
                && tokens.get(end - 1).is(")")) {
            start++;
            end--;
        }
        int at = start;
        if (at + 2 < end && tokens.get(at).isName() && tokens.get(at + 1).is(".")) {
            at += 2;
        }
        if (at + 2 >= end || !tokens.get(at).isName()) {
            return;
        }
        boolean fixed = tokens.get(at + 1).is("=")
                ? literalEnd(at + 2, end) == end
                : tokens.get(at + 1).is("IN") && isLiteralList(at + 2, end);
        if (fixed) {
            columns.add(tokens.get(at).name());
        }
    }

    private boolean isLiteralList(int from, int to) {
        if (!tokens.get(from).is("(") || !tokens.get(to - 1).is(")")) {
            return false;
        }
        int at = from + 1;
        while (at < to - 1) {
            int end = literalEnd(at, to - 1);
            if (end == at || (end < to - 1 && !tokens.get(end).is(","))) {
                return false;
            }
            at = end + 1;
        }
        return to - from > 2;
    }

    /** The index behind the literal that begins here, its cast included; the index itself when there is none. */
    private int literalEnd(int from, int to) {
        int at = from < to && tokens.get(from).is("-") ? from + 1 : from;
        if (at >= to || !isLiteral(tokens.get(at))) {
            return from;
        }
        at++;
        while (at + 1 < to && tokens.get(at).is("::") && tokens.get(at + 1).isName()) {
            at += 2;
        }
        return at;
    }

    /** Or a parameter such as {@code $1}, which has one value as well. */
    private static boolean isLiteral(Token token) {
        return (token.kind() == Token.Kind.SYMBOL && token.text().startsWith("$"))
                || token.kind() == Token.Kind.STRING
                || token.kind() == Token.Kind.NUMBER
                || token.is("TRUE")
                || token.is("FALSE");
    }
}
