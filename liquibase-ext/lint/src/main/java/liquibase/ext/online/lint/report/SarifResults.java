package liquibase.ext.online.lint.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;
import org.jspecify.annotations.Nullable;

/** Findings as results of SARIF. */
final class SarifResults {
    /** What relative addresses are relative to; code scanning takes it for the root of the repository. */
    static final String ROOT = "%SRCROOT%";

    private SarifResults() {}

    static void write(Finding finding, int rule, String fingerprint, JsonWriter json) throws IOException {
        json.beginObject();
        json.name("ruleId").value(finding.rule());
        json.name("ruleIndex").value(rule);
        json.name("level").value(SarifRules.level(finding.severity()));
        // Code scanning shows the message alone, so the fix is part of it.
        SarifRules.text("message", finding.message() + "\nFix: " + finding.fix(), json);
        location(finding.place(), finding.changeSet(), json);
        json.name("partialFingerprints").beginObject();
        json.name("changeSetAndStatement/v1").value(fingerprint).endObject();
        suppressions(finding.suppressed(), json);
        properties(finding, json);
        json.endObject();
    }

    static void location(Place place, @Nullable ChangeSetId changeSet, JsonWriter json) throws IOException {
        json.name("locations").beginArray().beginObject();
        json.name("physicalLocation").beginObject();
        json.name("artifactLocation").beginObject();
        json.name("uri").value(Uris.of(place.file()));
        if (!Uris.isAbsolute(place.file())) {
            json.name("uriBaseId").value(ROOT);
        }
        json.endObject();
        json.name("region").beginObject();
        json.name("startLine").value(place.line());
        json.name("startColumn").value(place.column());
        json.name("endLine").value(place.endLine());
        json.name("endColumn").value(place.endColumn());
        json.endObject().endObject();
        if (changeSet != null) {
            json.name("logicalLocations").beginArray().beginObject();
            json.name("name").value(changeSet.id());
            json.name("fullyQualifiedName").value(changeSet.toString());
            json.name("kind").value("changeSet");
            json.endObject().endArray();
        }
        json.endObject().endArray();
    }

    private static void suppressions(@Nullable Suppression suppression, JsonWriter json) throws IOException {
        // Written for each result or for none: an empty list says that the question was asked.
        json.name("suppressions").beginArray();
        if (suppression != null) {
            json.beginObject();
            json.name("kind").value("inSource");
            json.name("status").value("accepted");
            json.name("justification").value(suppression.reason());
            json.endObject();
        }
        json.endArray();
    }

    private static void properties(Finding finding, JsonWriter json) throws IOException {
        json.name("properties").beginObject();
        json.name("effect").value(finding.effect().label());
        json.name("fix").value(finding.fix());
        String change = finding.change();
        if (change != null) {
            json.name("change").value(change);
        }
        if (finding.statement() != null) {
            JsonPieces.statement(finding, json);
        }
        String assumed = finding.assumed();
        if (assumed != null) {
            json.name("assumed").value(assumed);
        }
        JsonPieces.tables(finding.tables(), json);
        json.endObject();
    }
}
