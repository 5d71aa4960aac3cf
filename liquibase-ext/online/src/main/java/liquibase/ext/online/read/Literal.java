package liquibase.ext.online.read;

import java.util.Optional;
import liquibase.ext.online.sql.Token;

/**
 * The value of a string literal.
 *
 * @param value what it stands for
 * @param offset how far behind the first character of the token the value begins
 * @param isVerbatim whether each character of the value is one of the token, so that places can be told
 */
record Literal(String value, int offset, boolean isVerbatim) {

    /** Reads a token; empty when it is no string, or one with escapes other than of quotes and backslashes. */
    static Optional<Literal> of(Token token) {
        String text = token.text();
        if (token.kind() != Token.Kind.STRING) {
            return Optional.empty();
        }
        if (text.charAt(0) == '$') {
            int tag = text.indexOf('$', 1) + 1;
            return Optional.of(new Literal(text.substring(tag, text.length() - tag), tag, true));
        }
        boolean escapes = text.startsWith("E'") || text.startsWith("e'");
        if (!escapes && text.charAt(0) != '\'') {
            return Optional.empty();
        }
        int start = escapes ? 2 : 1;
        String inner = text.substring(start, text.length() - 1);
        String value = inner.replace("''", "'");
        if (escapes) {
            if (value.replace("\\\\", "").indexOf('\\') >= 0) {
                return Optional.empty();
            }
            value = value.replace("\\\\", "\\");
        }
        return Optional.of(new Literal(value, start, value.length() == inner.length()));
    }
}
