package liquibase.ext.online.lint.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** The locks that one transaction has gathered on tables that exist before it. */
final class TransactionLocks {
    private final Map<String, HeldLock> held = new LinkedHashMap<>();

    private final Map<String, HeldLock> view = Collections.unmodifiableMap(held);

    /** What stops readers or writers, by table, in the order of locking; a view of what holds now. */
    Map<String, HeldLock> held() {
        return view;
    }

    /**
     * The tables whose readers or writers wait while a statement works for a time that grows with some table: those it
     * locks itself and those that earlier statements locked.
     */
    Map<String, LockMode> stoppedBy(Footprint footprint) {
        Map<String, LockMode> stopped = new LinkedHashMap<>();
        boolean grows = false;
        for (Map.Entry<String, Footprint.Touch> entry : footprint.tables().entrySet()) {
            Footprint.Touch touch = entry.getValue();
            grows |= touch.work().growsWithTable();
            if (touch.mode().blocksWrites() && touch.work().growsWithTable()) {
                stopped.put(entry.getKey(), touch.mode());
            }
        }
        if (grows) {
            held.forEach((table, lock) -> stopped.merge(table, lock.mode(), LockMode::max));
            footprint.tables().forEach((table, touch) -> {
                if (touch.mode().blocksWrites()) {
                    stopped.merge(table, touch.mode(), LockMode::max);
                }
            });
        }
        return stopped;
    }

    /** Adds what a statement takes. */
    void take(StatementUnit statement, Footprint footprint) {
        footprint.tables().forEach((table, touch) -> {
            if (touch.mode().blocksWrites()) {
                held.merge(
                        table,
                        new HeldLock(touch.mode(), statement),
                        (old, now) -> old.mode().compareTo(now.mode()) >= 0 ? old : now);
            }
        });
    }

    /** The heaviest work of a footprint. */
    static Work heaviest(Footprint footprint) {
        return footprint.tables().values().stream().map(Footprint.Touch::work).reduce(Work.CATALOG_ONLY, Work::max);
    }

    void clear() {
        held.clear();
    }
}
