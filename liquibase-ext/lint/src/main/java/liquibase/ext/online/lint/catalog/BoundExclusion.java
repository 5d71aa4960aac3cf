package liquibase.ext.online.lint.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import liquibase.ext.online.read.Conjuncts;
import liquibase.ext.online.sql.Token;
import org.jspecify.annotations.Nullable;

/**
 * Whether a condition that is not false keeps a row out of the bound of a partition, as far as PostgreSQL proves it and as
 * far as literals can be compared without a server: whole numbers, and dates in one form. A row without a key is in no range, so
 * nothing needs to be said of NULL.
 */
final class BoundExclusion {
    private static final Pattern DATE = Pattern.compile("'\\d{4}-\\d\\d-\\d\\d([ T]\\d\\d:\\d\\d(:\\d\\d)?)?'");

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final String column;
    private final boolean hasTimeZone;
    private final @Nullable Token low;
    private final @Nullable Token high;
    private final boolean single;

    private BoundExclusion(ColumnInfo key, @Nullable Token low, @Nullable Token high, boolean single) {
        String type = key.type().toLowerCase(Locale.ROOT);
        this.column = key.name();
        this.hasTimeZone = isWithTimeZone(type);
        this.low = low;
        this.high = high;
        this.single = single;
    }

    /** From the one, which belongs to it, to the other, which does not; null where there is no such end. */
    static BoundExclusion ofRange(ColumnInfo key, @Nullable Token low, @Nullable Token high) {
        return new BoundExclusion(key, low, high, false);
    }

    /** One value of a list. */
    static BoundExclusion ofValue(ColumnInfo key, Token value) {
        return new BoundExclusion(key, value, value, true);
    }

    /** Whether no row that a condition allows is in the bound. */
    boolean isSaidBy(List<Token> condition) {
        return decides(condition, false);
    }

    /** Whether a condition is true for each row of the bound, or false for each. */
    private boolean decides(List<Token> condition, boolean truth) {
        List<List<Token>> parts = Conjuncts.of(condition);
        if (parts.size() > 1) {
            return truth
                    ? parts.stream().allMatch(part -> decides(part, true))
                    : parts.stream().anyMatch(part -> decides(part, false));
        }
        List<Token> bare = parts.get(0);
        List<List<Token>> alternatives = alternatives(bare);
        if (alternatives.size() > 1) {
            return truth
                    ? alternatives.stream().anyMatch(part -> decides(part, true))
                    : alternatives.stream().allMatch(part -> decides(part, false));
        }
        if (bare.size() > 1 && bare.get(0).is("NOT")) {
            return decides(bare.subList(1, bare.size()), !truth);
        }
        return bare.size() > 2
                && bare.get(0).isName()
                && bare.get(0).name().equals(column)
                && decidesTest(bare.subList(1, bare.size()), truth);
    }

    /** The parts that OR joins. */
    private static List<List<Token>> alternatives(List<Token> condition) {
        List<List<Token>> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < condition.size(); i++) {
            Token token = condition.get(i);
            depth += (token.is("(") || token.is("CASE")) ? 1 : (token.is(")") || token.is("END")) ? -1 : 0;
            if (depth == 0 && token.is("OR")) {
                parts.add(condition.subList(start, i));
                start = i + 1;
            }
        }
        parts.add(condition.subList(start, condition.size()));
        return parts;
    }

    /** What stands behind the column. */
    private boolean decidesTest(List<Token> test, boolean truth) {
        String first = test.get(0).text().toUpperCase(Locale.ROOT);
        int size = test.size();
        return switch (first) {
            case "IS" ->
                truth
                        ? size == 3 && test.get(1).is("NOT") && test.get(2).is("NULL")
                        : size == 2 && test.get(1).is("NULL");
            case "NOT" -> size > 2 && test.get(1).is("IN") && decidesTest(test.subList(1, size), !truth);
            case "IN" -> isList(test) && decidesList(test, truth);
            case "BETWEEN" -> decidesBetween(test, truth);
            default -> isComparable(test, 1, size) && decidesComparison(first, test.get(1), truth);
        };
    }

    private boolean decidesBetween(List<Token> test, boolean truth) {
        int and = 1;
        while (and < test.size() && !test.get(and).is("AND")) {
            and++;
        }
        if (!isComparable(test, 1, and) || !isComparable(test, and + 1, test.size())) {
            return false;
        }
        boolean from = decidesComparison(">=", test.get(1), truth);
        boolean to = decidesComparison("<=", test.get(and + 1), truth);
        return truth ? from && to : from || to;
    }

    private static boolean isList(List<Token> test) {
        boolean list = test.size() > 3 && test.get(1).is("(") && test.size() % 2 == 0;
        for (int i = 3; list && i < test.size() - 1; i += 2) {
            list = test.get(i).is(",");
        }
        return list;
    }

    private boolean decidesList(List<Token> test, boolean truth) {
        boolean all = true;
        boolean any = false;
        for (int i = 2; i < test.size() - 1; i += 2) {
            boolean one = decidesComparison("=", test.get(i), truth);
            all &= one;
            any |= one;
        }
        return truth ? any : all;
    }

    private boolean decidesComparison(String operator, Token value, boolean truth) {
        int toLow = compare(value, low);
        int toHigh = compare(value, high);
        boolean below = toLow == -1;
        boolean above = single ? toHigh == 1 : (toHigh == 0 || toHigh == 1);
        boolean atLow = toLow == 0;
        boolean atHigh = toHigh == 0;
        return switch (operator) {
            case "<" -> truth ? above : below || atLow;
            case "<=" -> truth ? above || (single && atHigh) : below;
            case ">" -> truth ? below : above || atHigh;
            case ">=" -> truth ? below || atLow : above;
            case "=" -> truth ? single && atLow : below || above;
            case "<>", "!=" -> truth ? below || above : single && atLow;
            default -> false;
        };
    }

    /** -1, 0 or 1; something else when it is not known. */
    private static int compare(Token value, @Nullable Token end) {
        if (end == null) {
            return Integer.MAX_VALUE;
        }
        if (value.text().equals(end.text())) {
            return 0;
        }
        if (NUMBER.matcher(value.text()).matches() && NUMBER.matcher(end.text()).matches()) {
            return new BigDecimal(value.text()).compareTo(new BigDecimal(end.text()));
        }
        boolean dates = DATE.matcher(value.text()).matches()
                && DATE.matcher(end.text()).matches()
                && value.text().length() == end.text().length();
        return dates ? Integer.signum(value.text().compareTo(end.text())) : Integer.MAX_VALUE;
    }

    /** A literal with nothing behind it but a cast that does not depend on the session. */
    private boolean isComparable(List<Token> tokens, int from, int to) {
        if (from >= to
                || (tokens.get(from).kind() != Token.Kind.STRING
                        && tokens.get(from).kind() != Token.Kind.NUMBER)) {
            return false;
        }
        if (to == from + 1) {
            return true;
        }
        StringBuilder type = new StringBuilder();
        for (Token token : tokens.subList(from + 2, to)) {
            type.append(token.text().toLowerCase(Locale.ROOT)).append(' ');
        }
        return tokens.get(from + 1).is("::")
                && tokens.subList(from + 2, to).stream().allMatch(Token::isName)
                && hasTimeZone == isWithTimeZone(type.toString().strip());
    }

    private static boolean isWithTimeZone(String type) {
        return type.startsWith("timestamptz") || type.endsWith("with time zone");
    }
}
