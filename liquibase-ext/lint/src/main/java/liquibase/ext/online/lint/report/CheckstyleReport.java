package liquibase.ext.online.lint.report;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;

/** The XML of Checkstyle, which most tools read; suppressed findings are left out. */
@AutoService(ReportFormat.class)
public final class CheckstyleReport implements ReportFormat {

    @Override
    public String id() {
        return "checkstyle";
    }

    @Override
    public String fileName() {
        return "lint.checkstyle.xml";
    }

    @Override
    public void write(LintResult result, Appendable out) throws IOException {
        Map<String, List<Finding>> files = new LinkedHashMap<>();
        for (Finding finding : result.findings()) {
            if (finding.counts()) {
                files.computeIfAbsent(finding.place().file(), file -> new ArrayList<>())
                        .add(finding);
            }
        }
        Xml xml = new Xml(out).start("checkstyle", "version", "10.0");
        for (Map.Entry<String, List<Finding>> file : files.entrySet()) {
            xml.start("file", "name", file.getKey());
            for (Finding finding : file.getValue()) {
                xml.empty(
                        "error",
                        "line",
                        Integer.toString(finding.place().line()),
                        "column",
                        Integer.toString(finding.place().column()),
                        "severity",
                        finding.severity().label(),
                        "message",
                        finding.message() + "\nFix: " + finding.fix(),
                        // Readers take the last part for the rule and the part before for its category.
                        "source",
                        "liquibase-online." + finding.effect().label() + "." + finding.rule());
            }
            xml.end();
        }
        xml.end().finish();
    }
}
