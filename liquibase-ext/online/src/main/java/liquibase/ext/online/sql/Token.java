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
        return kind == Kind.QUOTED_NAME
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text.toLowerCase(Locale.ROOT);
    }
}
