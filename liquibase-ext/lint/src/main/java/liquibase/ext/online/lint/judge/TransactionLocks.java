package liquibase.ext.online.lint.judge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/** The locks that one transaction has gathered on tables that exist before it. */
public final class TransactionLocks {
    /** As many as anybody looks at; a finding for each of thousands of statements would name thousands of tables. */
    private static final int SHOWN = 20;

    private final Map<String, HeldLock> held = new LinkedHashMap<>();
    private LockMode strongest = LockMode.ACCESS_SHARE;

    private final Map<String, HeldLock> view = Collections.unmodifiableMap(held);

    /** What stops readers or writers, by table, in the order of locking; a view of what holds now. */
    Map<String, HeldLock> held() {
        return view;
    }

    /**
     * The tables whose readers or writers wait while a statement works for a time that grows with some table: those it
     * locks itself and those that earlier statements locked; of very many the first, and how many others.
     */
    public Map<String, LockMode> stoppedBy(Footprint footprint) {
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
            first(footprint).forEach((table, mode) -> stopped.merge(table, mode, LockMode::max));
            footprint.tables().forEach((table, touch) -> {
                if (touch.mode().blocksWrites()) {
                    stopped.merge(table, touch.mode(), LockMode::max);
                }
            });
        }
        return stopped;
    }

    /** The first of the tables that earlier statements locked, with how many more there are in parentheses. */
    Map<String, LockMode> first(Footprint ofStatement) {
        Map<String, LockMode> first = new LinkedHashMap<>();
        for (Map.Entry<String, HeldLock> entry : held.entrySet()) {
            if (first.size() == SHOWN) {
                break;
            }
            first.put(entry.getKey(), entry.getValue().mode());
        }
        int others = held.size() - first.size();
        if (others > 0) {
            for (String table : ofStatement.tables().keySet()) {
                others -= held.containsKey(table) && !first.containsKey(table) ? 1 : 0;
            }
        }
        if (others > 0) {
            first.put("(" + others + " other tables of the transaction)", strongest);
        }
        return first;
    }

    /** Adds what a statement takes. */
    public void take(StatementUnit statement, Footprint footprint) {
        footprint.tables().forEach((table, touch) -> {
            if (touch.mode().blocksWrites()) {
                strongest = strongest.max(touch.mode());
                held.merge(
                        table,
                        new HeldLock(touch.mode(), statement),
                        (old, now) -> old.mode().compareTo(now.mode()) >= 0 ? old : now);
            }
        });
    }

    /** A table has another name from now on, and is still one. */
    void rename(String from, String to) {
        @Nullable HeldLock lock = held.remove(from);
        if (lock != null) {
            held.put(to, lock);
        }
    }

    /** The heaviest work of a footprint. */
    public static Work heaviest(Footprint footprint) {
        return footprint.tables().values().stream().map(Footprint.Touch::work).reduce(Work.CATALOG_ONLY, Work::max);
    }

    public void clear() {
        held.clear();
        strongest = LockMode.ACCESS_SHARE;
    }
}
