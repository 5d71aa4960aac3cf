package liquibase.ext.online.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class OtherReportsTest {
    private static final Pattern COMMAND =
            Pattern.compile("::(error|warning|notice) file=[^:,]+,line=\\d+,endLine=\\d+(,col=\\d+,endColumn=\\d+)?"
                    + ",title=[^:,]+::[^\\p{Cntrl}]+");

    private static String written(String id, LintResult result) throws IOException {
        StringBuilder text = new StringBuilder();
        Reports.of(id).write(result, text);
        return text.toString();
    }

    private static Document xml(String id) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(written(id, SampleRun.result()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"junit", "checkstyle"})
    void keepsToItsXmlSchema(String id) throws IOException, SAXException {
        var schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Objects.requireNonNull(OtherReportsTest.class.getResource("/report/" + id + ".xsd")));
        for (LintResult result : new LintResult[] {SampleRun.result(), SampleRun.empty()}) {
            schema.newValidator().validate(new StreamSource(new StringReader(written(id, result))));
        }
    }

    @Test
    void junitCountsWhatItLists() throws Exception {
        Document report = xml("junit");
        NodeList suites = report.getElementsByTagName("testsuite");
        assertThat(suites.getLength()).isEqualTo(5);
        for (int i = 0; i < suites.getLength(); i++) {
            Element suite = (Element) suites.item(i);
            assertThat(suite.getAttribute("tests")).isEqualTo(count(suite, "testcase"));
            assertThat(suite.getAttribute("failures")).isEqualTo(count(suite, "failure"));
            assertThat(suite.getAttribute("skipped")).isEqualTo(count(suite, "skipped"));
        }
        assertThat(report.getDocumentElement().getAttribute("failures"))
                .isEqualTo(count(report.getDocumentElement(), "failure"));
    }

    @Test
    void junitFailsByWhatFailsTheBuild() throws Exception {
        LintResult result = SampleRun.result();
        for (Severity least : Severity.values()) {
            String report = written("junit", result.withViolationSeverity(least));
            long failing = result.findings().stream()
                    .filter(finding -> finding.counts() && finding.severity().compareTo(least) >= 0)
                    .map(finding ->
                            finding.changeSet() == null ? finding.place().file() : finding.changeSet())
                    .distinct()
                    .count();
            assertThat(report.split("<failure ", -1)).as(least.label()).hasSize((int) failing + 1);
            for (Finding finding : result.findings()) {
                assertThat(report).contains("[" + finding.rule() + "]");
            }
        }
    }

    @Test
    void htmlBeginsWithWhatIsGravest() throws IOException {
        Matcher article = Pattern.compile("<article id=\"f(\\d+)\"[^>]* class=\"(\\w+)( suppressed)?\"")
                .matcher(written("html", SampleRun.result()));
        List<String> order = new ArrayList<>();
        for (int i = 1; article.find(); i++) {
            assertThat(article.group(1)).isEqualTo("" + i);
            order.add(article.group(3) == null ? article.group(2) : "suppressed");
        }
        assertThat(order)
                .containsExactly("error", "error", "error", "warning", "warning", "warning", "info", "suppressed");
    }

    private static String count(Element parent, String name) {
        return Integer.toString(parent.getElementsByTagName(name).getLength());
    }

    @Test
    void checkstyleHasEveryFindingThatCounts() throws Exception {
        assertThat(count(xml("checkstyle").getDocumentElement(), "error")).isEqualTo("7");
    }

    @Test
    void gitlabHasWhatItsManualAsksFor() throws IOException {
        assertThat(JsonParser.parseString(written("gitlab", SampleRun.empty())).getAsJsonArray())
                .isEmpty();
        var report =
                JsonParser.parseString(written("gitlab", SampleRun.result())).getAsJsonArray();
        assertThat(report).hasSize(7);
        assertThat(report)
                .extracting(one -> one.getAsJsonObject().get("fingerprint"))
                .doesNotHaveDuplicates();
        for (JsonElement one : report) {
            JsonObject issue = one.getAsJsonObject();
            assertThat(issue.keySet())
                    .containsExactly("description", "check_name", "fingerprint", "severity", "location");
            assertThat(issue.get("severity").getAsString()).isIn("info", "minor", "major", "critical", "blocker");
            JsonObject location = issue.getAsJsonObject("location");
            assertThat(location.get("path").getAsString()).isNotEmpty();
            assertThat(location.getAsJsonObject("lines").get("begin").getAsInt())
                    .isPositive();
        }
    }

    @Test
    void githubGetsOneCommandALine() throws IOException {
        String report = written("github", SampleRun.result());
        assertThat(report.lines())
                .hasSize(7)
                .allMatch(line -> COMMAND.matcher(line).matches());
        assertThat(report).contains("100%25 \"safe\"").contains("%0D%0A%0Ain two steps");
        assertThat(written("github", SampleRun.empty())).isEmpty();
    }
}
