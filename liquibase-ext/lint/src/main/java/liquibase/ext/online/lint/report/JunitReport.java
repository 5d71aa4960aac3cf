package liquibase.ext.online.lint.report;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import liquibase.ext.online.lint.finding.LintResult;

/** The XML of JUnit, as Jenkins and others read it: a suite is a file, a test case a changeSet that is reported. */
@AutoService(ReportFormat.class)
public final class JunitReport implements ReportFormat {

    @Override
    public String id() {
        return "junit";
    }

    @Override
    public String fileName() {
        return "lint.junit.xml";
    }

    @Override
    public void write(LintResult result, Appendable out) throws IOException {
        Collection<List<JunitCase>> suites = JunitCase.suites(result).values();
        Sources sources = new Sources(result.sources());
        TextReport text = new TextReport();
        List<JunitCase> all = suites.stream().flatMap(List::stream).toList();
        Xml xml = new Xml(out)
                .start(
                        "testsuites",
                        "name",
                        "liquibase-online-lint",
                        "tests",
                        Integer.toString(all.size()),
                        "failures",
                        failures(all),
                        "errors",
                        "0",
                        "time",
                        "0");
        for (List<JunitCase> suite : suites) {
            xml.start(
                    "testsuite",
                    "name",
                    suite.get(0).file(),
                    "tests",
                    Integer.toString(suite.size()),
                    "failures",
                    failures(suite),
                    "errors",
                    "0",
                    "skipped",
                    Long.toString(
                            suite.stream().filter(one -> one.skipped() != null).count()),
                    "time",
                    "0");
            for (JunitCase one : suite) {
                one.write(xml, text, sources);
            }
            xml.end();
        }
        xml.end().finish();
    }

    private static String failures(List<JunitCase> cases) {
        return Long.toString(cases.stream().filter(JunitCase::fails).count());
    }
}
