package liquibase.ext.online.sql;

import java.util.Map;
import java.util.Optional;

/** What the escapes in strings and names stand for (manual, section 4.1 "Lexical Structure"). */
public final class Escapes {
    private static final Map<Character, Character> LETTERS =
            Map.of('b', '\b', 'f', '\f', 'n', '\n', 'r', '\r', 't', '\t');

    private Escapes() {}

    /** The value of what stands in {@code E'…'}; empty where an escape is none of PostgreSQL's. */
    public static Optional<String> backslash(String text) {
        StringBuilder value = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\\') {
                value.append(c);
                continue;
            }
            if (at == text.length()) {
                return Optional.empty();
            }
            char escaped = text.charAt(at++);
            int digits = switch (escaped) {
                case 'x' -> length(text, at, 2, 16);
                case 'u' -> 4;
                case 'U' -> 8;
                default -> 0;
            };
            if (digits > 0) {
                if (length(text, at, digits, 16) < digits || !append(value, text.substring(at, at + digits), 16)) {
                    return Optional.empty();
                }
                at += digits;
            } else if (escaped >= '0' && escaped <= '7') {
                int octal = length(text, at - 1, 3, 8);
                append(value, text.substring(at - 1, at - 1 + octal), 8);
                at += octal - 1;
            } else {
                value.append(LETTERS.getOrDefault(escaped, escaped));
            }
        }
        return Optional.of(value.toString());
    }

    /** The value of what stands in {@code U&'…'} or {@code U&"…"}; empty where an escape is none of PostgreSQL's. */
    public static Optional<String> unicode(String text, char escape) {
        StringBuilder value = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != escape) {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == escape) {
                value.append(escape);
                at++;
            } else {
                boolean six = at < text.length() && text.charAt(at) == '+';
                at += six ? 1 : 0;
                int digits = six ? 6 : 4;
                if (length(text, at, digits, 16) < digits || !append(value, text.substring(at, at + digits), 16)) {
                    return Optional.empty();
                }
                at += digits;
            }
        }
        return Optional.of(value.toString());
    }

    private static int length(String text, int from, int most, int radix) {
        int end = from;
        while (end < text.length() && end - from < most && Character.digit(text.charAt(end), radix) >= 0) {
            end++;
        }
        return end - from;
    }

    private static boolean append(StringBuilder value, String digits, int radix) {
        long codePoint = Long.parseLong(digits, radix);
        if (codePoint > Character.MAX_CODE_POINT) {
            return false;
        }
        value.appendCodePoint((int) codePoint);
        return true;
    }
}
