package liquibase.ext.online.lint.judge;

import java.util.List;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.sql.CreateFunction;
import liquibase.ext.online.sql.DoBlock;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import org.jspecify.annotations.Nullable;

/**
 * A property of the changelog that nobody has given a value, so that Liquibase sends its name. In a string it may be meant
 * so, as text for somebody else to fill in.
 */
public record LeftOverProperty(String name) {

    /** The first one of a statement, outside strings; null when there is none. */
    public static @Nullable LeftOverProperty of(StatementUnit statement) {
        if (!statement.sql().contains("${")) {
            return null;
        }
        return in(
                SqlLexer.tokens(statement.sql()),
                statement.sql(),
                statement.command() instanceof DoBlock || statement.command() instanceof CreateFunction);
    }

    /** Whether strings hold SQL: as the body of a block or function, or behind EXECUTE in one. */
    private static @Nullable LeftOverProperty in(List<Token> tokens, String sql, boolean ofBody) {
        boolean executed = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            executed = !ofBody && (token.is("EXECUTE") || (executed && !token.is(";")));
            int begin = -1;
            if (token.kind() == Token.Kind.QUOTED_NAME) {
                begin = token.text().indexOf("${") < 0 ? -1 : sql.indexOf("${", token.start());
            } else if (token.is("$")
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).is("{")) {
                begin = token.end() == tokens.get(i + 1).start() ? token.start() : -1;
            } else if ((ofBody || executed) && token.kind() == Token.Kind.STRING) {
                String inside = body(token.text());
                @Nullable LeftOverProperty inner = in(SqlLexer.tokens(inside), inside, false);
                if (inner != null) {
                    return inner;
                }
            }
            int end = begin < 0 ? -1 : sql.indexOf('}', begin);
            if (end > 0) {
                return new LeftOverProperty(sql.substring(begin + 2, end).strip());
            }
        }
        return null;
    }

    /** What stands behind the opening quote. */
    private static String body(String string) {
        return string.substring((string.startsWith("$") ? string.indexOf('$', 1) : string.indexOf('\'')) + 1);
    }

    /** What happens. */
    public String message() {
        return "the property " + name + " has no value, so that ${" + name + "} is sent as it stands here";
    }

    /** What to do about it. */
    public String fix() {
        return "Give " + name
                + " a value: in the changelog, by a property of this name; or for the run, and for the linter too,"
                + " by -D" + name + " (in a pom: expressionVariables).";
    }
}
