package liquibase.ext.online.lint.catalog;

import java.util.List;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;

/**
 * Whether a CHECK proves that a column holds no NULL, as PostgreSQL does it for SET NOT NULL: the condition, or one that
 * AND joins with others, is {@code column IS NOT NULL}. A stronger one such as {@code column > 0} proves nothing, because
 * a CHECK is fulfilled by NULL.
 */
final class NotNullProof {
    private NotNullProof() {}

    static boolean proves(String check, String column) {
        return proves(SqlLexer.tokens(check), column);
    }

    private static boolean proves(List<Token> condition, String column) {
        int size = condition.size();
        if (size > 1 && condition.get(0).is("(") && IndexKey.closes(condition, 0) == size - 1) {
            return proves(condition.subList(1, size - 1), column);
        }
        int depth = 0;
        int start = 0;
        boolean found = false;
        boolean inBetween = false;
        for (int i = 0; i < size; i++) {
            Token token = condition.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is("or")) {
                return false;
            }
            if (depth == 0 && token.is("between")) {
                inBetween = true;
            } else if (depth == 0 && token.is("and") && inBetween) {
                inBetween = false;
            } else if (depth == 0 && token.is("and")) {
                found |= proves(condition.subList(start, i), column);
                start = i + 1;
            }
        }
        return start > 0 ? found || proves(condition.subList(start, size), column) : isNotNull(condition, column);
    }

    private static boolean isNotNull(List<Token> condition, String column) {
        int size = condition.size();
        boolean longForm = size >= 4
                && condition.get(size - 3).is("is")
                && condition.get(size - 2).is("not")
                && condition.get(size - 1).is("null");
        boolean shortForm = size >= 2 && condition.get(size - 1).is("notnull");
        if (!longForm && !shortForm) {
            return false;
        }
        List<Token> operand = condition.subList(0, longForm ? size - 3 : size - 1);
        while (operand.size() > 2
                && operand.get(0).is("(")
                && operand.get(operand.size() - 1).is(")")) {
            operand = operand.subList(1, operand.size() - 1);
        }
        Token last = operand.get(operand.size() - 1);
        boolean bare =
                operand.size() == 1 || (operand.size() == 3 && operand.get(1).is("."));
        return bare && last.isName() && last.name().equals(column);
    }
}
