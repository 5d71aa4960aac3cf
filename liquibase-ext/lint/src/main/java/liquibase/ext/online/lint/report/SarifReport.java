package liquibase.ext.online.lint.report;

import com.google.auto.service.AutoService;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.NotAnalysed;
import org.jspecify.annotations.Nullable;

/** SARIF 2.1.0, the format of code scanning. */
@AutoService(ReportFormat.class)
public final class SarifReport implements ReportFormat {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

    @Override
    public String id() {
        return "sarif";
    }

    @Override
    public String fileName() {
        return "lint.sarif";
    }

    @Override
    public void write(LintResult result, Appendable out) throws IOException {
        SarifRules rules = new SarifRules(result);
        JsonWriter json = JsonPieces.writer(out);
        json.beginObject();
        json.name("$schema").value(SCHEMA);
        json.name("version").value("2.1.0");
        json.name("runs").beginArray().beginObject();
        json.name("tool").beginObject().name("driver").beginObject();
        json.name("name").value("liquibase-online-lint");
        @Nullable String version = SarifReport.class.getPackage().getImplementationVersion();
        if (version != null) {
            json.name("version").value(version);
        }
        json.name("informationUri").value("https://liquibase-online.github.io");
        rules.write(json);
        json.endObject().endObject();
        json.name("columnKind").value("utf16CodeUnits");
        json.name("originalUriBaseIds").beginObject().name(SarifResults.ROOT).beginObject();
        SarifRules.text("description", "Where the files of the changelog are searched", json);
        json.endObject().endObject();
        invocation(result, json);
        json.name("results").beginArray();
        Fingerprints fingerprints = new Fingerprints();
        for (Finding finding : result.findings()) {
            SarifResults.write(finding, rules.number(finding.rule()), fingerprints.next(finding), json);
        }
        json.endArray();
        json.endObject().endArray();
        json.endObject();
        json.flush();
        out.append('\n');
    }

    private static void invocation(LintResult result, JsonWriter json) throws IOException {
        json.name("invocations").beginArray().beginObject();
        json.name("executionSuccessful").value(true);
        json.name("toolExecutionNotifications").beginArray();
        for (NotAnalysed one : result.notAnalysed()) {
            json.beginObject();
            json.name("level").value("warning");
            json.name("descriptor")
                    .beginObject()
                    .name("id")
                    .value("not-analysed")
                    .endObject();
            SarifRules.text("message", "Not analysed: " + one.what() + ": " + one.reason(), json);
            SarifResults.location(one.place(), one.changeSet(), json);
            json.endObject();
        }
        json.endArray();
        json.endObject().endArray();
    }
}
