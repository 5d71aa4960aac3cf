package liquibase.ext.online.lint.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.NotAnalysed;
import liquibase.ext.online.lint.finding.Suppression;
import org.jspecify.annotations.Nullable;

/** One changeSet, or what is said of a file as a whole, as a test case. It fails by what counts against the build. */
final class JunitCase {
    private static final int MOST_TOLD = 20;

    private final String file;
    private final String name;
    private final Predicate<Finding> isFailure;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable String skipped;

    private JunitCase(String file, String name, Predicate<Finding> isFailure) {
        this.file = file;
        this.name = name;
        this.isFailure = isFailure;
    }

    /** The cases of each file, in the order of the changelog. */
    static Map<String, List<JunitCase>> suites(LintResult result) {
        Map<ChangeSetId, JunitCase> cases = new LinkedHashMap<>();
        for (ChangeSetVerdict verdict : result.changeSets()) {
            if (verdict.scope() == ChangeSetVerdict.Scope.REPORTED) {
                of(verdict.changeSet(), cases, result).skipped = verdict.skipped();
            }
        }
        Map<String, JunitCase> wholeFiles = new LinkedHashMap<>();
        for (Finding finding : result.findings()) {
            ChangeSetId changeSet = finding.changeSet();
            JunitCase one = changeSet != null
                    ? of(changeSet, cases, result)
                    : wholeFiles.computeIfAbsent(
                            finding.place().file(),
                            file -> new JunitCase(file, "the file as a whole", result::isViolation));
            one.findings.add(finding);
        }
        for (NotAnalysed missing : result.notAnalysed()) {
            JunitCase one = cases.get(missing.changeSet());
            if (one != null && one.skipped == null) {
                one.skipped = "not analysed: " + missing.what() + ": " + missing.reason();
            }
        }
        Map<String, List<JunitCase>> suites = new LinkedHashMap<>();
        List<JunitCase> all = new ArrayList<>(cases.values());
        all.addAll(wholeFiles.values());
        for (JunitCase one : all) {
            suites.computeIfAbsent(one.file, file -> new ArrayList<>()).add(one);
        }
        return suites;
    }

    private static JunitCase of(ChangeSetId changeSet, Map<ChangeSetId, JunitCase> cases, LintResult result) {
        return cases.computeIfAbsent(
                changeSet, id -> new JunitCase(id.file(), id.id() + " by " + id.author(), result::isViolation));
    }

    String file() {
        return file;
    }

    boolean fails() {
        return findings.stream().anyMatch(isFailure);
    }

    /** Why it counts as not tested; null when it fails or passes. */
    @Nullable
    String skipped() {
        if (fails()) {
            return null;
        }
        if (skipped != null) {
            return skipped;
        }
        for (Finding finding : findings) {
            Suppression suppression = finding.suppressed();
            if (suppression != null) {
                return "suppressed: " + finding.rule() + ": " + suppression.reason();
            }
        }
        return null;
    }

    void write(Xml xml, TextReport text, Sources sources) throws IOException {
        String[] attributes = {"name", Printable.line(name), "classname", className(), "time", "0"};
        String skipReason = skipped();
        if (findings.isEmpty() && skipReason == null) {
            xml.empty("testcase", attributes);
            return;
        }
        xml.start("testcase", attributes);
        List<Finding> failures = findings.stream().filter(isFailure).toList();
        if (!failures.isEmpty()) {
            Finding first = failures.get(0);
            String more = failures.size() == 1 ? "" : " (and " + (failures.size() - 1) + " more)";
            xml.start("failure", "message", first.message() + more, "type", first.rule())
                    .text(told(failures, text, sources))
                    .end();
        } else if (skipReason != null) {
            xml.empty("skipped", "message", skipReason);
        }
        List<Finding> others = findings.stream().filter(isFailure.negate()).toList();
        if (!others.isEmpty()) {
            xml.start("system-out").text(told(others, text, sources)).end();
        }
        xml.end();
    }

    /** Dots part a package and a class for those who read it, so that a path becomes a package with a file in it. */
    private String className() {
        return Printable.line(file).replace('.', '_').replace('/', '.');
    }

    private static String told(List<Finding> findings, TextReport text, Sources sources) throws IOException {
        StringBuilder told = new StringBuilder("\n");
        int shown = Math.min(MOST_TOLD, findings.size());
        for (Finding finding : findings.subList(0, shown)) {
            text.write(finding, sources, "", told);
            told.append('\n');
        }
        if (findings.size() > shown) {
            told.append("… and ").append(findings.size() - shown).append(" more\n");
        }
        return told.toString();
    }
}
