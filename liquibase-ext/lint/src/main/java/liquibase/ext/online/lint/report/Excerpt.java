package liquibase.ext.online.lint.report;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lint.finding.Place;

/**
 * The lines that a place covers, ready to be shown: tabs as blanks, nothing that cannot be seen, long lines cut around
 * what is marked, the middle of many lines left out.
 */
record Excerpt(List<Line> lines) {
    private static final String TAB = "    ";
    private static final int MOST_LINES = 6;
    private static final int BEFORE_MARK = 40;

    /**
     * One line.
     *
     * @param number in its file, from 1; 0 for the line that stands for those left out
     * @param from where the marked part begins, in UTF-16 units from 0
     * @param to behind the marked part
     */
    record Line(int number, String text, int from, int to) {
        static final Line LEFT_OUT = new Line(0, "", 0, 0);

        boolean isLeftOut() {
            return number == 0;
        }

        /** Whether something that is not marked stands before the mark. */
        boolean startsInside() {
            return !text.substring(0, from).isBlank();
        }
    }

    Excerpt {
        lines = List.copyOf(lines);
    }

    /** What is shown of a place; no lines when the file does not have it. */
    static Excerpt of(Sources.Text text, Place place, int width) {
        List<Line> lines = new ArrayList<>();
        if (place.line() < 1 || place.line() > text.lines()) {
            return new Excerpt(lines);
        }
        // A place that ends before the first letter of a line ends with the line before.
        int behind = place.endColumn() <= 1 ? place.endLine() - 1 : place.endLine();
        int last = Math.min(Math.max(place.line(), behind), text.lines());
        for (int number = place.line(); number <= last; number++) {
            if (last - place.line() >= MOST_LINES && number == place.line() + MOST_LINES - 2) {
                lines.add(Line.LEFT_OUT);
                number = last;
            }
            String line = text.line(number);
            int from = number == place.line() ? place.column() - 1 : indent(line);
            int to = number == place.endLine()
                    ? place.endColumn() - 1
                    : line.stripTrailing().length();
            lines.add(line(number, line, from, to, width));
        }
        return new Excerpt(lines);
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static Line line(int number, String line, int from, int to, int width) {
        int begin = Math.max(0, Math.min(from, line.length()));
        int end = Math.max(begin, Math.min(to, line.length()));
        // A script in one line has a place for each of its statements: what is not near it must cost nothing.
        int near = BEFORE_MARK + 2 * width;
        int last = Math.min(line.length(), begin + near);
        StringBuilder shown = new StringBuilder();
        int shownBegin = 0;
        int shownEnd = 0;
        for (int i = Math.max(0, begin - near); i <= last; i++) {
            if (i == begin) {
                shownBegin = shown.length();
            }
            if (i == Math.min(end, last)) {
                shownEnd = shown.length();
            }
            if (i < last) {
                char letter = line.charAt(i);
                if (letter == '\t') {
                    shown.append(TAB);
                } else {
                    shown.append(Printable.isUnsafe(letter) ? '\uFFFD' : letter);
                }
            }
        }
        return cut(new Line(number, shown.toString(), shownBegin, shownEnd), width);
    }

    private static Line cut(Line line, int width) {
        String text = line.text();
        if (text.length() <= width) {
            return line;
        }
        int start = Math.max(0, Math.min(line.from() - BEFORE_MARK, text.length() - width));
        start = Printable.whole(text, start);
        int end = Printable.whole(text, Math.min(start + width, text.length()));
        String before = start > 0 ? "…" : "";
        String after = end < text.length() ? "…" : "";
        int shift = before.length() - start;
        return new Line(
                line.number(),
                before + text.substring(start, end) + after,
                line.from() + shift,
                Math.max(line.from() + shift, Math.min(line.to(), end) + shift));
    }
}
