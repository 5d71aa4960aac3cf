package liquibase.ext.online.lint.report;

import java.io.IOException;
import liquibase.ext.online.lint.finding.LintResult;

/** One way to write down what a run has to say; found by {@link java.util.ServiceLoader}. */
public interface ReportFormat {

    /** What settings call it, such as {@code sarif}. */
    String id();

    /** The name of its file in the directory of reports, such as {@code lint.sarif}. */
    String fileName();

    /**
     * Writes the whole report, piece by piece: memory does not grow with the length of the report.
     *
     * @param out takes UTF-16; whoever makes a file of it writes UTF-8. It is left open.
     */
    void write(LintResult result, Appendable out) throws IOException;
}
