package liquibase.ext.online.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import liquibase.ext.online.lint.finding.LintResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReportTest {
    private static JsonSchema schema() throws IOException {
        try (InputStream schema = JsonReport.class.getResourceAsStream("lint-1.0.schema.json")) {
            return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Objects.requireNonNull(schema));
        }
    }

    private static String written(LintResult result) throws IOException {
        StringBuilder text = new StringBuilder();
        new JsonReport().write(result, text);
        return text.toString();
    }

    @Test
    void keepsToItsSchema() throws IOException {
        assertThat(schema().validate(written(SampleRun.result()), InputFormat.JSON))
                .isEmpty();
        assertThat(schema().validate(written(SampleRun.empty()), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "\"lock\": \"SHARE\",\"lock\": \"ShareLock\"",
        "\"index-build\",\"INDEX_BUILD\"",
        "\"effect\": \"blocking\",\"effect\": \"bad\"",
        "\"scope\": \"history\",\"scope\": \"old\"",
        "\"version\": \"1.0\",\"version\": \"2.0\"",
        "\"change\": \"createIndex\",\"chance\": \"createIndex\"",
    })
    void itsSchemaRefuses(String right, String wrong) throws IOException {
        String text = written(SampleRun.result());
        assertThat(text).contains(right);
        assertThat(schema().validate(text.replace(right, wrong), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void givesBackWhatWentIn() throws IOException {
        JsonObject report = JsonParser.parseString(written(SampleRun.result())).getAsJsonObject();
        JsonObject hostile =
                report.getAsJsonArray("findings").get(6).getAsJsonObject().getAsJsonObject("changeSet");
        assertThat(hostile.get("id").getAsString()).isEqualTo(SampleRun.HOSTILE);
        assertThat(hostile.get("author").getAsString()).isEqualTo("e\u0000v\u001Bil\u2028 %,:\n");
        JsonObject summary = report.getAsJsonObject("summary");
        assertThat(summary.get("judged").getAsInt()
                        + summary.get("skipped").getAsInt()
                        + summary.get("outOfScope").getAsInt())
                .isEqualTo(report.getAsJsonArray("changeSets").size());
    }
}
