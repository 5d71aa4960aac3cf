package liquibase.ext.online.lint.source;

import java.util.Arrays;

/** Puts a {@link SqlText} together from stretches of a file. */
final class SqlTextBuilder {
    private final SourceText source;
    private final StringBuilder text = new StringBuilder();
    private int[] runs = new int[4];
    private int[] fileStarts = new int[4];
    private int[] fileEnds = new int[4];
    private int count;

    SqlTextBuilder(SourceText source) {
        this.source = source;
    }

    /** A text that stands in its file as it is. */
    static SqlText verbatim(SourceText source, int from, int to) {
        return new SqlText(source, null, new int[] {0}, new int[] {from}, new int[] {to});
    }

    /** Adds what stands in the file from here to there. */
    void verbatim(int from, int to) {
        if (from >= to) {
            return;
        }
        if (count > 0 && fileEnds[count - 1] == from && isLastVerbatim()) {
            fileEnds[count - 1] = to;
        } else {
            run(from, to);
        }
        text.append(source.text(), from, to);
    }

    /** Adds what a stretch of the file stands for, such as a character for its entity. */
    void replaced(int from, int to, String replacement) {
        if (replacement.isEmpty()) {
            return;
        }
        // A run as long as its stretch of the file is one that stands there as it is.
        int first = replacement.length() == to - from ? 1 : replacement.length();
        run(from, to);
        text.append(replacement, 0, first);
        if (first < replacement.length()) {
            run(from, to);
            text.append(replacement, first, replacement.length());
        }
    }

    boolean isBlank() {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The text so far. */
    SqlText build() {
        if (count == 0) {
            return verbatim(source, 0, 0);
        }
        return count == 1 && isLastVerbatim()
                ? verbatim(source, fileStarts[0], fileEnds[0])
                : new SqlText(
                        source,
                        text.toString(),
                        Arrays.copyOf(runs, count),
                        Arrays.copyOf(fileStarts, count),
                        Arrays.copyOf(fileEnds, count));
    }

    private boolean isLastVerbatim() {
        return text.length() - runs[count - 1] == fileEnds[count - 1] - fileStarts[count - 1];
    }

    private void run(int from, int to) {
        if (count == runs.length) {
            runs = Arrays.copyOf(runs, count * 2);
            fileStarts = Arrays.copyOf(fileStarts, count * 2);
            fileEnds = Arrays.copyOf(fileEnds, count * 2);
        }
        runs[count] = text.length();
        fileStarts[count] = from;
        fileEnds[count] = to;
        count++;
    }
}
