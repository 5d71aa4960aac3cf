package liquibase.ext.online.lint.report;

import com.google.auto.service.AutoService;
import java.io.IOException;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Severity;

/** Commands for the runner of GitHub Actions, which makes annotations of them when they are printed. */
@AutoService(ReportFormat.class)
public final class GithubReport implements ReportFormat {

    @Override
    public String id() {
        return "github";
    }

    @Override
    public String fileName() {
        return "lint.github.txt";
    }

    @Override
    public void write(LintResult result, Appendable out) throws IOException {
        for (Finding finding : result.findings()) {
            if (finding.counts()) {
                write(finding, out);
            }
        }
    }

    private static void write(Finding finding, Appendable out) throws IOException {
        Place place = finding.place();
        out.append("::")
                .append(
                        finding.severity() == Severity.INFO
                                ? "notice"
                                : finding.severity().label());
        out.append(" file=");
        escaped(place.file(), true, out);
        out.append(",line=").append(Integer.toString(place.line()));
        out.append(",endLine=").append(Integer.toString(place.endLine()));
        if (place.line() == place.endLine()) {
            // The runner refuses columns of several lines, and counts the last column in.
            out.append(",col=").append(Integer.toString(place.column()));
            out.append(",endColumn=").append(Integer.toString(Math.max(place.column(), place.endColumn() - 1)));
        }
        out.append(",title=");
        escaped(finding.rule(), true, out);
        out.append("::");
        escaped(finding.message() + "\nFix: " + finding.fix(), false, out);
        out.append('\n');
    }

    private static void escaped(String text, boolean property, Appendable out) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '%' -> out.append("%25");
                case '\r' -> out.append("%0D");
                case '\n' -> out.append("%0A");
                case ':' -> out.append(property ? "%3A" : ":");
                case ',' -> out.append(property ? "%2C" : ",");
                default -> out.append(Printable.isUnsafe(letter) ? '\uFFFD' : letter);
            }
        }
    }
}
