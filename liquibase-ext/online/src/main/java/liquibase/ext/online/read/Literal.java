package liquibase.ext.online.read;

import java.util.Optional;
import liquibase.ext.online.sql.Escapes;
import liquibase.ext.online.sql.Token;

/**
 * The value of a string literal.
 *
 * @param value what it stands for
 * @param offset how far behind the first character of the token the value begins
 * @param isVerbatim whether each character of the value is one of the token, so that places can be told
 */
record Literal(String value, int offset, boolean isVerbatim) {

    /** Reads a token; empty when it is no string, or one with escapes that stand for nothing. */
    static Optional<Literal> of(Token token) {
        String text = token.text();
        if (token.kind() != Token.Kind.STRING) {
            return Optional.empty();
        }
        if (text.charAt(0) == '$') {
            int tag = text.indexOf('$', 1) + 1;
            return Optional.of(new Literal(text.substring(tag, text.length() - tag), tag, true));
        }
        char prefix = Character.toLowerCase(text.charAt(0));
        int start = text.indexOf('\'') + 1;
        String inner = text.substring(start, text.length() - 1);
        String value = inner.replace("''", "'");
        Optional<String> meant = switch (prefix) {
            case '\'' -> Optional.of(value);
            case 'e' -> Escapes.backslash(value);
            case 'u' -> Escapes.unicode(value, '\\');
            default -> Optional.empty();
        };
        return meant.map(found -> new Literal(found, start, found.length() == inner.length()));
    }
}
