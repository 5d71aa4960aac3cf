package liquibase.ext.online.lint.report;

/** Text from a changelog, made safe to show: it must not steer a terminal, nor turn the order of letters around. */
final class Printable {
    private static final char REPLACEMENT = '\uFFFD';

    private Printable() {}

    /** With a blank for every line end and tab, and U+FFFD for every other character that cannot be seen. */
    static String line(String text) {
        return replaced(text, false);
    }

    /** The same, but lines stay lines. */
    static String lines(String text) {
        return replaced(text, true);
    }

    private static String replaced(String text, boolean keepsLines) {
        StringBuilder safe = null;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            char shown = letter;
            if (letter == '\n' && keepsLines) {
                continue;
            } else if (letter == '\n' || letter == '\t' || letter == '\r') {
                shown = ' ';
            } else if (isUnsafe(letter)) {
                shown = REPLACEMENT;
            }
            if (shown != letter) {
                safe = safe == null ? new StringBuilder(text) : safe;
                safe.setCharAt(i, shown);
            }
        }
        return safe == null ? text : safe.toString();
    }

    /** Controls, and the marks that turn the direction of writing. */
    static boolean isUnsafe(char letter) {
        return letter < ' '
                || (letter >= '\u007F' && letter <= '\u009F')
                || letter == '\u061C'
                || (letter >= '\u200E' && letter <= '\u200F')
                || (letter >= '\u2028' && letter <= '\u202E')
                || (letter >= '\u2066' && letter <= '\u2069');
    }

    /** SQL in one line, blanks in a row as one; what is longer than a limit loses its middle. */
    static String sql(String sql, int limit) {
        return limited(oneBlank(line(sql)), limit);
    }

    /** As it is, but what is longer than a limit loses its middle. */
    static String limited(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int head = whole(text, limit * 2 / 3);
        int tail = whole(text, text.length() - limit / 3);
        return text.substring(0, head) + " … " + text.substring(tail);
    }

    /** Every run of white space as one blank, none at the ends. */
    static String oneBlank(String text) {
        StringBuilder dense = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (!Character.isWhitespace(letter)) {
                dense.append(letter);
            } else if (!dense.isEmpty() && dense.charAt(dense.length() - 1) != ' ') {
                dense.append(' ');
            }
        }
        return dense.toString().stripTrailing();
    }

    /** An index near this one that does not cut a surrogate pair. */
    static int whole(String text, int index) {
        return index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
    }

    /** How many columns of a terminal a text takes: none for combining marks, two for East Asian letters and emoji. */
    static int columns(String text, int from, int to) {
        int columns = 0;
        int i = from;
        while (i < to) {
            int letter = text.codePointAt(i);
            columns += columns(letter);
            i += Character.charCount(letter);
        }
        return columns;
    }

    private static int columns(int letter) {
        if (letter < 0x300) {
            return 1;
        }
        return switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(letter) ? 2 : 1;
        };
    }

    private static boolean isWide(int letter) {
        return (letter >= 0x1100 && letter <= 0x115F)
                || (letter >= 0x2E80 && letter <= 0xA4CF && letter != 0x303F)
                || (letter >= 0xAC00 && letter <= 0xD7A3)
                || (letter >= 0xF900 && letter <= 0xFAFF)
                || (letter >= 0xFE30 && letter <= 0xFE6F)
                || (letter >= 0xFF00 && letter <= 0xFF60)
                || (letter >= 0xFFE0 && letter <= 0xFFE6)
                || (letter >= 0x1F300 && letter <= 0x1F64F)
                || (letter >= 0x1F680 && letter <= 0x1F6FF)
                || (letter >= 0x1F900 && letter <= 0x1F9FF)
                || (letter >= 0x20000 && letter <= 0x3FFFD);
    }
}
