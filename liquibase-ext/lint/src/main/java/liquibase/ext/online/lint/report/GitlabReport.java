package liquibase.ext.online.lint.report;

import com.google.auto.service.AutoService;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.Severity;

/** GitLab's code quality report; suppressed findings are left out, as it knows no suppression. */
@AutoService(ReportFormat.class)
public final class GitlabReport implements ReportFormat {

    @Override
    public String id() {
        return "gitlab";
    }

    @Override
    public String fileName() {
        return "lint.gitlab.json";
    }

    @Override
    public void write(LintResult result, Appendable out) throws IOException {
        Fingerprints fingerprints = new Fingerprints();
        JsonWriter json = JsonPieces.writer(out);
        json.beginArray();
        for (Finding finding : result.findings()) {
            String fingerprint = fingerprints.next(finding);
            if (finding.counts()) {
                json.beginObject();
                json.name("description").value(finding.message());
                json.name("check_name").value(finding.rule());
                json.name("fingerprint").value(fingerprint);
                json.name("severity").value(severity(finding.severity()));
                json.name("location").beginObject();
                json.name("path").value(finding.place().file());
                json.name("lines").beginObject();
                json.name("begin").value(finding.place().line());
                json.name("end").value(finding.place().endLine());
                json.endObject().endObject();
                json.endObject();
            }
        }
        json.endArray();
        json.flush();
        out.append('\n');
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case ERROR -> "critical";
            case WARNING -> "minor";
            case INFO -> "info";
        };
    }
}
