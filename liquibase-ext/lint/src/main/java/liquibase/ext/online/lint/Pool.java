package liquibase.ext.online.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import liquibase.ext.online.lint.finding.Finding;

/** Puts the findings of a rule whose cure is one for the whole changelog together: the gravest stays, and says how many. */
final class Pool {
    private Pool() {}

    /** What counts is pooled; what its author accepts stands where it is. */
    static List<Finding> of(List<Finding> findings, Set<String> rules) {
        Map<String, Finding> gravest = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Finding finding : findings) {
            if (finding.counts() && rules.contains(finding.rule())) {
                counts.merge(finding.rule(), 1, Integer::sum);
                gravest.merge(
                        finding.rule(),
                        finding,
                        (one, other) -> other.severity().compareTo(one.severity()) > 0 ? other : one);
            }
        }
        List<Finding> left = new ArrayList<>();
        for (Finding finding : findings) {
            if (!finding.counts() || !rules.contains(finding.rule())) {
                left.add(finding);
            } else if (finding == gravest.get(finding.rule())) {
                left.add(counted(finding, counts.getOrDefault(finding.rule(), 1) - 1));
            }
        }
        return left;
    }

    private static Finding counted(Finding finding, int others) {
        return others == 0
                ? finding
                : finding.withMessage(
                        finding.message() + "; so it is in " + others + " more changeSet" + (others == 1 ? "" : "s"));
    }
}
