package liquibase.ext.online.lint.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.RuleDescription;
import liquibase.ext.online.lint.finding.Severity;

/** The rules as SARIF has them, and the number of each. */
final class SarifRules {
    private final Map<String, RuleDescription> rules = new TreeMap<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    SarifRules(LintResult result) {
        for (RuleDescription rule : result.rules()) {
            rules.put(rule.id(), rule);
        }
        for (Finding finding : result.findings()) {
            // A finding on the run itself need not be of a rule that one can ask for.
            rules.computeIfAbsent(
                    finding.rule(),
                    id -> new RuleDescription(
                            id, finding.effect(), finding.severity(), Words.meaning(finding.effect()), ""));
        }
        for (String id : rules.keySet()) {
            numbers.put(id, numbers.size());
        }
    }

    int number(String id) {
        return numbers.getOrDefault(id, -1);
    }

    static String level(Severity severity) {
        return severity == Severity.INFO ? "note" : severity.label();
    }

    void write(JsonWriter json) throws IOException {
        json.name("rules").beginArray();
        for (RuleDescription rule : rules.values()) {
            json.beginObject();
            json.name("id").value(rule.id());
            text("shortDescription", rule.summary(), json);
            text("fullDescription", rule.summary() + " " + Words.meaning(rule.effect()), json);
            help(rule, json);
            json.name("defaultConfiguration").beginObject();
            json.name("level").value(level(rule.severity())).endObject();
            properties(rule, json);
            json.endObject();
        }
        json.endArray();
    }

    private static void help(RuleDescription rule, JsonWriter json) throws IOException {
        String text = rule.summary() + " " + Words.meaning(rule.effect());
        boolean hasPage = !rule.page().isEmpty();
        json.name("help").beginObject();
        json.name("text").value(hasPage ? text + " See " + rule.page() : text);
        json.name("markdown")
                .value(hasPage ? text + "\n\n[What happens, why, and the online form](" + rule.page() + ")" : text);
        json.endObject();
        if (hasPage) {
            json.name("helpUri").value(rule.page());
        }
    }

    private static void properties(RuleDescription rule, JsonWriter json) throws IOException {
        json.name("properties").beginObject();
        json.name("tags").beginArray().value("liquibase").value("postgresql");
        json.value(rule.effect().label()).endArray();
        json.name("precision").value("high");
        json.name("problem.severity")
                .value(
                        rule.severity() == Severity.INFO
                                ? "recommendation"
                                : rule.severity().label());
        json.endObject();
    }

    static void text(String name, String text, JsonWriter json) throws IOException {
        json.name(name).beginObject().name("text").value(text).endObject();
    }
}
