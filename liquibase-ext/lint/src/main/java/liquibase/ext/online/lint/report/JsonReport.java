package liquibase.ext.online.lint.report;

import com.google.auto.service.AutoService;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.NotAnalysed;

/** For other tools; its shape is {@code lint-1.0.schema.json} beside this class, and only grows. */
@AutoService(ReportFormat.class)
public final class JsonReport implements ReportFormat {
    /** The version of the shape: the first number changes when a key goes or changes its meaning. */
    static final String VERSION = "1.0";

    @Override
    public String id() {
        return "json";
    }

    @Override
    public String fileName() {
        return "lint.json";
    }

    @Override
    public void write(LintResult result, Appendable out) throws IOException {
        JsonWriter json = JsonPieces.writer(out);
        json.beginObject();
        json.name("version").value(VERSION);
        summary(result, json);
        json.name("findings").beginArray();
        for (Finding finding : result.findings()) {
            finding(finding, json);
        }
        json.endArray();
        json.name("notAnalysed").beginArray();
        for (NotAnalysed one : result.notAnalysed()) {
            json.beginObject();
            JsonPieces.changeSet(one.changeSet(), json);
            JsonPieces.place(one.place(), json);
            json.name("what").value(one.what());
            json.name("reason").value(one.reason());
            json.endObject();
        }
        json.endArray();
        json.name("changeSets").beginArray();
        for (ChangeSetVerdict verdict : result.changeSets()) {
            verdict(verdict, json);
        }
        json.endArray();
        json.endObject();
        json.flush();
        out.append('\n');
    }

    private static void summary(LintResult result, JsonWriter json) throws IOException {
        Summary summary = Summary.of(result);
        json.name("summary").beginObject();
        json.name("errors").value(summary.errors());
        json.name("warnings").value(summary.warnings());
        json.name("infos").value(summary.infos());
        json.name("suppressed").value(summary.suppressed());
        json.name("changeSets").value(summary.changeSets());
        json.name("judged").value(summary.judged());
        json.name("skipped").value(summary.skipped());
        json.name("outOfScope").value(summary.outOfScope());
        json.name("notAnalysed").value(summary.notAnalysed());
        json.name("postgresVersions").value(result.versions());
        json.endObject();
    }

    private static void finding(Finding finding, JsonWriter json) throws IOException {
        json.beginObject();
        json.name("rule").value(finding.rule());
        json.name("severity").value(finding.severity().label());
        json.name("effect").value(finding.effect().label());
        json.name("message").value(finding.message());
        json.name("fix").value(finding.fix());
        JsonPieces.place(finding.place(), json);
        JsonPieces.changeSet(finding.changeSet(), json);
        json.name("change").value(finding.change());
        JsonPieces.statement(finding, json);
        json.name("generated").value(finding.generated());
        JsonPieces.tables(finding.tables(), json);
        json.name("assumed").value(finding.assumed());
        JsonPieces.suppressed(finding.suppressed(), json);
        json.endObject();
    }

    private static void verdict(ChangeSetVerdict verdict, JsonWriter json) throws IOException {
        Effect effect = verdict.effect();
        json.beginObject();
        json.name("file").value(verdict.changeSet().file());
        json.name("id").value(verdict.changeSet().id());
        json.name("author").value(verdict.changeSet().author());
        json.name("scope").value(verdict.scope().label());
        json.name("effect").value(effect == null ? "none" : effect.label());
        json.name("skipped").value(verdict.skipped());
        JsonPieces.tables(verdict.tables(), json);
        json.endObject();
    }
}
