package liquibase.ext.online.read;

import java.util.List;
import java.util.Locale;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;

/**
 * Whether a CHECK proves to PostgreSQL that a column holds no NULL, so that SET NOT NULL reads no row: the condition, or one
 * that AND joins to all others, is {@code column IS NOT NULL}. A stronger one such as {@code column > 0} proves nothing, as a
 * CHECK is fulfilled by NULL. The server takes more than this, such as {@code NOT (column IS NULL)}, and nothing less;
 * {@code NotNullProofIT} asks it.
 */
public final class NotNullProof {
    private NotNullProof() {}

    /**
     * Whether the condition is such a proof.
     *
     * @param condition as it was written, or as {@code pg_get_expr} gives it
     * @param column as the catalog has it
     * @param isRow whether the type of the column is composite: of a row, {@code IS NOT NULL} speaks of the fields, and only
     *     {@code IS DISTINCT FROM NULL} of the row itself
     */
    public static boolean proves(String condition, String column, boolean isRow) {
        return Conjuncts.of(SqlLexer.tokens(condition)).stream().anyMatch(part -> isNotNull(part, column, isRow));
    }

    private static boolean isNotNull(List<Token> condition, String column, boolean isRow) {
        int test = endsWith(condition, "is", "distinct", "from", "null")
                ? 4
                : isRow ? 0 : endsWith(condition, "is", "not", "null") ? 3 : endsWith(condition, "notnull") ? 1 : 0;
        return test > 0 && isColumn(Conjuncts.unwrap(condition.subList(0, condition.size() - test)), column);
    }

    private static boolean endsWith(List<Token> condition, String... words) {
        int from = condition.size() - words.length;
        for (int i = 0; i < words.length; i++) {
            if (from < 0 || !condition.get(from + i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** The name of the column, with that of its table before it or without. */
    private static boolean isColumn(List<Token> operand, String column) {
        int last = operand.size() - 1;
        boolean qualified = last == 2 && operand.get(1).is(".");
        return (last == 0 || qualified) && isNamed(operand.get(last), column);
    }

    private static boolean isNamed(Token token, String column) {
        boolean quoted = token.kind() == Token.Kind.QUOTED_NAME && token.text().startsWith("\"");
        boolean word =
                token.kind() == Token.Kind.WORD && !Sql.isKeyword(token.text().toLowerCase(Locale.ROOT));
        return (quoted || word) && token.name().equals(column);
    }
}
