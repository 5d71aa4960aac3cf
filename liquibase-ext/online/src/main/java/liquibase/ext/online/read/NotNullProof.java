package liquibase.ext.online.read;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    private final Set<String> values = new HashSet<>();
    private final Set<String> rows = new HashSet<>();

    private NotNullProof() {}

    /**
     * What a condition proves.
     *
     * @param condition as it was written, or as {@code pg_get_expr} gives it
     */
    public static NotNullProof of(String condition) {
        NotNullProof proof = new NotNullProof();
        Conjuncts.of(SqlLexer.tokens(condition)).forEach(proof::add);
        return proof;
    }

    /**
     * Whether it proves that a column holds no NULL.
     *
     * @param column as the catalog has it
     * @param isRow whether the type of the column is composite: of a row, {@code IS NOT NULL} speaks of the fields, and only
     *     {@code IS DISTINCT FROM NULL} of the row itself
     */
    public boolean proves(String column, boolean isRow) {
        return rows.contains(column) || (!isRow && values.contains(column));
    }

    private void add(List<Token> condition) {
        if (endsWith(condition, "is", "distinct", "from", "null")) {
            add(condition, 4, rows);
        } else if (endsWith(condition, "is", "not", "null")) {
            add(condition, 3, values);
        } else if (endsWith(condition, "notnull")) {
            add(condition, 1, values);
        }
    }

    /** The name of the column, with that of its table before it or without. */
    private static void add(List<Token> condition, int test, Set<String> columns) {
        List<Token> operand = Conjuncts.unwrap(condition.subList(0, condition.size() - test));
        int last = operand.size() - 1;
        boolean qualified = last == 2 && operand.get(1).is(".");
        if ((last == 0 || qualified) && isName(operand.get(last))) {
            columns.add(operand.get(last).name());
        }
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

    private static boolean isName(Token token) {
        boolean quoted = token.kind() == Token.Kind.QUOTED_NAME && token.text().startsWith("\"");
        boolean word =
                token.kind() == Token.Kind.WORD && !Sql.isKeyword(token.text().toLowerCase(Locale.ROOT));
        return quoted || word;
    }
}
