package liquibase.ext.online.lint.report;

import java.io.IOException;
import java.util.List;
import liquibase.ext.online.lint.finding.Severity;

/** Draws an excerpt for a terminal: carets under one line, a line at the side of several. */
final class ExcerptText {
    private final Paint paint;
    private final Severity severity;
    private final String margin;
    private final Appendable out;

    /** @param margin as many blanks as the widest line number has digits */
    ExcerptText(Paint paint, Severity severity, String margin, Appendable out) {
        this.paint = paint;
        this.severity = severity;
        this.margin = margin;
        this.out = out;
    }

    void write(Excerpt excerpt) throws IOException {
        List<Excerpt.Line> lines = excerpt.lines();
        blank();
        if (lines.size() == 1) {
            single(lines.get(0));
        } else {
            several(lines);
        }
        blank();
    }

    void blank() throws IOException {
        out.append(paint.margin(margin + " |")).append('\n');
    }

    private void single(Excerpt.Line line) throws IOException {
        numbered(line.number()).append(' ').append(line.text()).append('\n');
        int before = Printable.columns(line.text(), 0, line.from());
        int marked = Math.max(1, Printable.columns(line.text(), line.from(), line.to()));
        side().append(' ').append(" ".repeat(before)).append(mark("^".repeat(marked)));
        out.append('\n');
    }

    private void several(List<Excerpt.Line> lines) throws IOException {
        Excerpt.Line first = lines.get(0);
        boolean inside = first.startsInside();
        for (Excerpt.Line line : lines) {
            if (line.isLeftOut()) {
                out.append(paint.margin("..."))
                        .append(" ".repeat(margin.length()))
                        .append(mark("|"))
                        .append('\n');
                continue;
            }
            String bar = line.number() != first.number() ? "|" : inside ? " " : "/";
            numbered(line.number())
                    .append(' ')
                    .append(mark(bar))
                    .append(' ')
                    .append(line.text())
                    .append('\n');
            if (inside && line.number() == first.number()) {
                int before = Printable.columns(line.text(), 0, line.from());
                side().append("  ").append(mark("_".repeat(before + 1) + "^")).append('\n');
            }
        }
        Excerpt.Line last = lines.get(lines.size() - 1);
        int before = Math.max(1, Printable.columns(last.text(), 0, last.to()));
        side().append(' ').append(mark("|" + "_".repeat(before) + "^")).append('\n');
    }

    private Appendable numbered(int number) throws IOException {
        String digits = Integer.toString(number);
        return out.append(paint.margin(digits + " ".repeat(margin.length() - digits.length()) + " |"));
    }

    private Appendable side() throws IOException {
        return out.append(paint.margin(margin + " |"));
    }

    private String mark(String text) {
        return paint.of(severity, text);
    }
}
