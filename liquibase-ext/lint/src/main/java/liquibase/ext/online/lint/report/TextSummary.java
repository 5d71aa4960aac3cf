package liquibase.ext.online.lint.report;

import java.io.IOException;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.NotAnalysed;
import liquibase.ext.online.lint.finding.Severity;

/** The end of the text report. */
final class TextSummary {
    private static final int MOST_NOT_ANALYSED = 100;

    private final Paint paint;

    TextSummary(Paint paint) {
        this.paint = paint;
    }

    void write(LintResult result, Appendable out) throws IOException {
        notAnalysed(result, out);
        Summary summary = Summary.of(result);
        Severity worst = summary.errors() > 0 ? Severity.ERROR : Severity.WARNING;
        boolean clean = summary.errors() + summary.warnings() == 0;
        String findings = summary.findings();
        out.append(clean ? paint.bold(findings) : paint.of(worst, findings))
                .append(" for PostgreSQL ")
                .append(result.versions())
                .append('\n');
        out.append(Words.counted(summary.judged(), "changeSet")).append(" judged");
        counted(summary.outOfScope(), "out of scope", out);
        counted(summary.skipped(), "not run on PostgreSQL", out);
        counted(summary.notAnalysed(), "not analysed as a whole", out);
        if (summary.suppressed() > 0) {
            out.append("; ")
                    .append(Words.counted(summary.suppressed(), "finding"))
                    .append(" suppressed");
        }
        out.append('\n');
    }

    private static void counted(long count, String what, Appendable out) throws IOException {
        if (count > 0) {
            out.append(", ").append(Words.grouped(count)).append(' ').append(what);
        }
    }

    private void notAnalysed(LintResult result, Appendable out) throws IOException {
        if (result.notAnalysed().isEmpty()) {
            return;
        }
        out.append(paint.bold("Not analysed:")).append('\n');
        int shown = Math.min(MOST_NOT_ANALYSED, result.notAnalysed().size());
        for (NotAnalysed one : result.notAnalysed().subList(0, shown)) {
            out.append("  ")
                    .append(Printable.line(one.place().toString()))
                    .append(": ")
                    .append(Printable.sql(one.what(), 80))
                    .append(": ")
                    .append(Printable.line(one.reason()))
                    .append('\n');
        }
        int more = result.notAnalysed().size() - shown;
        if (more > 0) {
            out.append("  … and ").append(Words.grouped(more)).append(" more: the JSON report has them all\n");
        }
        out.append('\n');
    }
}
