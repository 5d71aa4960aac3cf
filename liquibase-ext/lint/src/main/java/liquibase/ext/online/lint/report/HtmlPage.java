package liquibase.ext.online.lint.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.finding.TableEffect;

/** What stands where on the HTML page, the gravest findings first, so that its parts can point to each other. */
final class HtmlPage {
    private static final int MOST_FINDINGS = 5_000;
    private static final int MOST_CHANGE_SETS = 2_000;

    private final LintResult result;
    private final Map<ChangeSetId, List<Integer>> findingsOf = new HashMap<>();
    private final Map<ChangeSetId, ChangeSetVerdict.Scope> scopes = new HashMap<>();
    private final BitSet findings;
    private final BitSet changeSets;

    HtmlPage(LintResult unsorted) {
        this.result = unsorted.sorted(Comparator.comparingInt(HtmlPage::rank));
        for (ChangeSetVerdict verdict : result.changeSets()) {
            scopes.put(verdict.changeSet(), verdict.scope());
        }
        for (int i = 0; i < result.findings().size(); i++) {
            ChangeSetId changeSet = result.findings().get(i).changeSet();
            if (changeSet != null) {
                findingsOf.computeIfAbsent(changeSet, id -> new ArrayList<>()).add(i);
            }
        }
        findings = Pick.of(result.findings().size(), i -> rank(result.findings().get(i)), MOST_FINDINGS);
        changeSets = Pick.of(
                result.changeSets().size(), i -> rank(result.changeSets().get(i)), MOST_CHANGE_SETS);
    }

    private static int rank(Finding finding) {
        if (!finding.counts()) {
            return 3;
        }
        return switch (finding.severity()) {
            case ERROR -> 0;
            case WARNING -> 1;
            case INFO -> 2;
        };
    }

    private int rank(ChangeSetVerdict verdict) {
        if (isQuiet(verdict)) {
            return -1;
        }
        return verdict.scope() == ChangeSetVerdict.Scope.REPORTED ? 0 : 1;
    }

    /** Whether there is nothing to say about a changeSet: it runs, locks nothing and has no finding. */
    boolean isQuiet(ChangeSetVerdict verdict) {
        return verdict.tables().isEmpty()
                && verdict.effect() == null
                && verdict.skipped() == null
                && !findingsOf.containsKey(verdict.changeSet());
    }

    LintResult result() {
        return result;
    }

    boolean showsFinding(int index) {
        return findings.get(index);
    }

    boolean showsChangeSet(int index) {
        return changeSets.get(index);
    }

    int shownFindings() {
        return findings.cardinality();
    }

    /** Whether a finding is about a changeSet that is only history. */
    boolean isHistory(Finding finding) {
        ChangeSetId changeSet = finding.changeSet();
        return changeSet != null && scopes.get(changeSet) == ChangeSetVerdict.Scope.HISTORY;
    }

    /** The findings of a changeSet by their index. */
    List<Integer> findingsOf(ChangeSetId changeSet) {
        return findingsOf.getOrDefault(changeSet, List.of());
    }

    /** Whether one of its findings counts and is at least this severe. */
    boolean hasFindingThatCounts(ChangeSetId changeSet, Severity atLeast) {
        return findingsOf(changeSet).stream()
                .map(index -> result.findings().get(index))
                .anyMatch(finding -> finding.counts() && finding.severity().compareTo(atLeast) >= 0);
    }

    /** The address, within the page, of what tells most of a changeSet and a table; empty when nothing does. */
    String address(int index, String table) {
        String any = showsChangeSet(index) ? "#c" + (index + 1) : "";
        for (int found : findingsOf(result.changeSets().get(index).changeSet())) {
            if (!showsFinding(found)) {
                continue;
            }
            for (TableEffect effect : result.findings().get(found).tables()) {
                if (effect.table().equals(table)) {
                    return "#f" + (found + 1);
                }
            }
            any = any.startsWith("#f") ? any : "#f" + (found + 1);
        }
        return any;
    }

    /** The word in class attributes for what a lock stops. */
    static String stops(TableEffect table) {
        if (table.lock().blocksReads()) {
            return "reads";
        }
        return table.lock().blocksWrites() ? "writes" : "neither";
    }

    /** A table, its lock and its work in one sentence. */
    static String sentence(TableEffect table) {
        String rows = Words.rows(table.rows());
        return table.table() + (rows.isEmpty() ? "" : " (" + rows + ")") + ": "
                + table.lock().sqlName() + " " + Words.stops(table.lock()) + "; " + Words.work(table);
    }
}
