package liquibase.ext.online.lint.report;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.RuleDescription;
import liquibase.ext.online.lint.finding.Suppression;
import liquibase.ext.online.lint.finding.TableEffect;

/** For the console: each finding that counts, with the source it is about, and the numbers of the run at the end. */
@AutoService(ReportFormat.class)
public final class TextReport implements ReportFormat {
    private static final int WIDTH = 160;

    private final Paint paint;
    private final int width;
    private final int most;

    /** For a file: no colour, every finding. */
    public TextReport() {
        this(false, WIDTH);
    }

    /**
     * For a console.
     *
     * @param colour whether it understands the escape sequences of ANSI
     * @param width how many letters of a line of source are shown, at least 40
     */
    public TextReport(boolean colour, int width) {
        this(colour, width, Integer.MAX_VALUE);
    }

    /**
     * For a console that another report stands beside.
     *
     * @param most how many findings are shown; of the others only their number
     */
    public TextReport(boolean colour, int width, int most) {
        this.paint = new Paint(colour);
        this.width = Math.max(40, width);
        this.most = most;
    }

    @Override
    public String id() {
        return "text";
    }

    @Override
    public String fileName() {
        return "lint.txt";
    }

    @Override
    public void write(LintResult result, Appendable out) throws IOException {
        Sources sources = new Sources(result.sources());
        Map<String, String> pages = new HashMap<>();
        for (RuleDescription rule : result.rules()) {
            pages.put(rule.id(), rule.page());
        }
        int shown = 0;
        int counting = 0;
        for (Finding finding : result.findings()) {
            if (finding.counts() && counting++ < most) {
                write(finding, sources, pages.getOrDefault(finding.rule(), ""), out);
                out.append('\n');
                shown++;
            }
        }
        if (shown < counting) {
            out.append("and " + (counting - shown) + " more findings, which are in the reports\n\n");
        }
        new TextSummary(paint).write(result, out);
    }

    /** One finding, without the empty line behind it. */
    void write(Finding finding, Sources sources, String page, Appendable out) throws IOException {
        Excerpt excerpt = Excerpt.of(sources.of(finding.place().file()), finding.place(), width);
        int lastLine =
                excerpt.lines().stream().mapToInt(Excerpt.Line::number).max().orElse(0);
        String margin = " ".repeat(Math.max(2, Integer.toString(lastLine).length()));
        out.append(paint.of(finding.severity(), finding.severity().label() + "[" + finding.rule() + "]"))
                .append(paint.bold(": " + Printable.line(finding.message())))
                .append('\n');
        out.append(paint.margin(margin + "-->"))
                .append(' ')
                .append(Printable.line(finding.place().toString()))
                .append('\n');
        ExcerptText drawing = new ExcerptText(paint, finding.severity(), margin, out);
        if (excerpt.lines().isEmpty()) {
            drawing.blank();
        } else {
            drawing.write(excerpt);
        }
        notes(finding, page, new Notes(paint, margin, out));
    }

    private void notes(Finding finding, String page, Notes notes) throws IOException {
        ChangeSetId changeSet = finding.changeSet();
        if (changeSet != null) {
            notes.add("changeSet", changeSet.toString());
        }
        String statement = finding.statement();
        if (statement != null && finding.generated()) {
            notes.add("sends", Printable.sql(statement, width * 2));
        }
        for (TableEffect table : finding.tables()) {
            notes.add("locks", locks(table));
        }
        String assumed = finding.assumed();
        if (assumed != null) {
            notes.add("assumed", assumed);
        }
        Suppression suppressed = finding.suppressed();
        if (suppressed != null) {
            notes.add("suppressed", suppressed.reason());
        }
        notes.add("fix", finding.fix());
        if (!page.isEmpty()) {
            notes.add("page", page);
        }
    }

    private static String locks(TableEffect table) {
        String rows = Words.rows(table.rows());
        return table.table() + (rows.isEmpty() ? "" : " (" + rows + ")") + ", "
                + table.lock().sqlName() + ": " + Words.stops(table.lock()) + "; " + Words.work(table);
    }

    /** The lines behind a {@code =}. */
    private record Notes(Paint paint, String margin, Appendable out) {
        void add(String name, String text) throws IOException {
            String label = name + ": ";
            out.append(paint.margin(margin + " = ")).append(paint.bold(label));
            String indent = " ".repeat(margin.length() + 3 + label.length());
            String[] lines = Printable.lines(text.strip()).split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                out.append(i == 0 || lines[i].isBlank() ? "" : indent)
                        .append(lines[i].stripTrailing())
                        .append('\n');
            }
        }
    }

    /** The report for people, with no colour. */
    public static String of(LintResult result) {
        StringBuilder text = new StringBuilder();
        try {
            new TextReport().write(result, text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
