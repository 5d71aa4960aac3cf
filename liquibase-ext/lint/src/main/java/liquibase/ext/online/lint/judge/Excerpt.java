package liquibase.ext.online.lint.judge;

/** The beginning of a statement, for messages. */
public final class Excerpt {
    private static final int LENGTH = 60;

    private Excerpt() {}

    public static String of(String sql) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < sql.length() && line.length() < LENGTH; i++) {
            char c = sql.charAt(i);
            boolean blank = Character.isWhitespace(c);
            if (!blank || (line.length() > 0 && line.charAt(line.length() - 1) != ' ')) {
                line.append(blank ? ' ' : c);
            }
        }
        return line.length() < LENGTH ? line.toString() : line.append('…').toString();
    }
}
