package liquibase.ext.online.sql;

import java.util.Locale;

/**
 * One token of SQL text.
 *
 * @param text as it is written
 * @param start the index of its first character
 * @param end the index behind its last character
 */
public record Token(Kind kind, String text, int start, int end) {
    /** What a token is. */
    public enum Kind {
        /** A keyword or a name without quotes. */
        WORD,
        /** A name in double quotes. */
        QUOTED_NAME,
        /** A string in single quotes or dollar quotes. */
        STRING,
        NUMBER,
        /** An operator, a parenthesis, a comma, and the like. */
        SYMBOL,
        /** A string, quoted name or comment that the text ends in the middle of. */
        UNTERMINATED
    }

    /** Whether it is this keyword, in any case, or this symbol. */
    public boolean is(String expected) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(expected);
    }

    /** Whether it can be a name. */
    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /** The name as the catalog has it: without quotes as it is, otherwise folded to lower case. */
    public String name() {
        if (kind != Kind.QUOTED_NAME) {
            return text.toLowerCase(Locale.ROOT);
        }
        String inner = text.substring(text.indexOf('"') + 1, text.length() - 1).replace("\"\"", "\"");
        return text.charAt(0) == '"' ? inner : Escapes.unicode(inner, '\\').orElse(inner);
    }

    /** The name that it is when the text says {@code UESCAPE} behind it. */
    public String name(char escape) {
        String inner = text.substring(text.indexOf('"') + 1, text.length() - 1).replace("\"\"", "\"");
        return Escapes.unicode(inner, escape).orElse(inner);
    }
}
