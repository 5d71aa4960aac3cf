package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.judge.ChangeSetContext;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;

/** Two changeSets of the same scope that lock two tables in opposite orders. */
@AutoService(Rule.class)
@RuleInfo(
        id = "lock-order",
        effect = Effect.SHORT_LOCK,
        severity = Severity.INFO,
        summary = "Two changeSets lock the same tables in opposite orders, so one of them is not the application's.")
public final class LockOrderRule implements Rule {
    /** The first tables of a changeSet that are compared, each with each; that it locks so many is a finding of its own. */
    private static final int MOST = 100;

    private final Map<Pair, ChangeSetId> seen = new HashMap<>();

    /** Two tables in the order of locking. */
    private record Pair(String first, String then) {
        Pair reversed() {
            return new Pair(/* first= */ then, /* then= */ first);
        }
    }

    @Override
    public void changeSet(ChangeSetContext context) {
        if (!context.isReported() || context.statements().size() < 2) {
            return;
        }
        Set<String> locked = new LinkedHashSet<>();
        List<Pair> pairs = new ArrayList<>();
        for (StatementContext statement : context.statements()) {
            if (statement.inTransaction()) {
                List<String> next = SeveralTablesLockedRule.lockedTables(statement).stream()
                        .filter(table -> !locked.contains(table))
                        .limit(MOST - locked.size())
                        .toList();
                next.forEach(table -> locked.forEach(before -> pairs.add(new Pair(before, table))));
                locked.addAll(next);
            }
        }
        for (Pair pair : pairs) {
            ChangeSetId other = seen.get(pair.reversed());
            if (other != null) {
                context.report(
                        "this changeSet locks " + pair.first() + " before " + pair.then() + ", and the changeSet "
                                + other.id() + " of " + other.author() + " locks them the other way round: whatever"
                                + " order the application uses, one of both can end in a deadlock with it",
                        "Lock them in the order of the application in both, or make one changeSet per table.");
                break;
            }
        }
        pairs.forEach(pair -> seen.putIfAbsent(pair, context.changeSet().id()));
    }
}
