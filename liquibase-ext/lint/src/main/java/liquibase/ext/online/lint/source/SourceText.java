package liquibase.ext.online.lint.source;

import java.util.Arrays;
import liquibase.ext.online.lint.finding.Place;

/** A file's text with its lines, which end with LF, CR LF or a lone CR. */
final class SourceText {
    private final String file;
    private final String text;
    private final int[] lineStarts;

    SourceText(String path, String text) {
        this.file = path.replace('\\', '/');
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    String text() {
        return text;
    }

    String file() {
        return file;
    }

    int length() {
        return text.length();
    }

    /** The place of a stretch of the text, from its first character to behind its last one. */
    Place place(int start, int end) {
        int line = line(start);
        int endLine = end == start ? line : line(end);
        return new Place(file, line + 1, start - lineStarts[line] + 1, endLine + 1, end - lineStarts[endLine] + 1);
    }

    /** The index of the place's first character. */
    int start(Place place) {
        return offset(place.line(), place.column());
    }

    /** The index behind the place's last character. */
    int end(Place place) {
        return offset(place.endLine(), place.endColumn());
    }

    /** The index of the first character of the line that this one is in. */
    int lineStart(int offset) {
        return lineStarts[line(offset)];
    }

    private int offset(int line, int column) {
        return lineStarts[line - 1] + column - 1;
    }

    private int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found : -found - 2;
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[Math.max(16, text.length() / 40)];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count + (count >> 1));
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }
}
