package liquibase.ext.online.lint.weigh;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import liquibase.ext.online.lint.finding.Finding;

/** Puts the findings of a rule whose cure is one for the whole changelog together: the gravest stays, and says how many. */
public final class Pool {
    private Pool() {}

    /** What counts is pooled; what its author accepts stands where it is. */
    public static List<Finding> of(List<Finding> findings, Set<String> rules) {
        Map<String, Integer> gravest = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            if (finding.counts() && rules.contains(finding.rule())) {
                counts.merge(finding.rule(), 1, Integer::sum);
                gravest.merge(finding.rule(), i, (one, other) -> graver(findings, one, other));
            }
        }
        List<Finding> left = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            if (!finding.counts() || !rules.contains(finding.rule())) {
                left.add(finding);
            } else if (gravest.getOrDefault(finding.rule(), i) == i) {
                left.add(counted(finding, counts.getOrDefault(finding.rule(), 1) - 1));
            }
        }
        return left;
    }

    private static int graver(List<Finding> findings, int one, int other) {
        return findings.get(other).severity().compareTo(findings.get(one).severity()) > 0 ? other : one;
    }

    private static Finding counted(Finding finding, int others) {
        return others == 0
                ? finding
                : finding.withMessage(
                        finding.message() + "; so it is in " + others + " more changeSet" + (others == 1 ? "" : "s"));
    }
}
