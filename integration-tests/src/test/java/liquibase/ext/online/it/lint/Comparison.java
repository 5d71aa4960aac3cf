package liquibase.ext.online.it.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.TableEffect;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import liquibase.ext.online.sql.QualifiedName;

/** Whether a verdict is what a server showed. */
final class Comparison {
    private Comparison() {}

    /** Each way in which they differ, as a sentence. */
    static List<String> differences(ChangeSetUnit changeSet, ChangeSetVerdict verdict, Trace.Seen seen) {
        List<String> differences = new ArrayList<>();
        if (!seen.hidden() && (verdict.effect() == Effect.BLOCKING) != seen.blocks()) {
            differences.add(changeSet.id().id() + " is judged " + verdict.effect() + " and blocks: " + seen.blocks()
                    + ", " + seen.footprint());
        }
        Footprint judged = Footprint.NONE;
        for (TableEffect table : verdict.tables()) {
            judged = judged.and(
                    QualifiedName.of(QualifiedName.parse(table.table()).name()),
                    table.lock(),
                    table.work().isEmpty() ? Work.CATALOG_ONLY : table.work().get(0));
        }
        Footprint here = Trace.essence(judged);
        Footprint there = Trace.essence(seen.footprint());
        boolean named =
                verdict.tables().stream().noneMatch(table -> table.table().startsWith("("));
        if (changeSet.runsInTransaction() && named && !isSame(here, there)) {
            differences.add(changeSet.id().id() + " is judged " + here + ", and the server shows " + there);
        }
        return differences;
    }

    /**
     * How much of a table an UPDATE finds, and whether the check of a foreign key reads both tables or one of them by its
     * index, depends on the rows and on the planner.
     */
    private static boolean isSame(Footprint judged, Footprint seen) {
        Map<String, Footprint.Touch> there = seen.tables();
        return judged.tables().keySet().equals(there.keySet())
                && judged.tables().entrySet().stream().allMatch(entry -> {
                    Footprint.Touch one = entry.getValue();
                    Footprint.Touch other = Objects.requireNonNull(there.get(entry.getKey()));
                    return one.equals(other)
                            || (one.mode() == other.mode()
                                    && one.work().compareTo(other.work()) > 0
                                    && (one.work() == Work.TABLE_UPDATE
                                            || (one.mode() == LockMode.SHARE_ROW_EXCLUSIVE
                                                    && one.work() == Work.TABLE_SCAN)));
                });
    }
}
