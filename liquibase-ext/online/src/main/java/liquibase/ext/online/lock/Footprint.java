package liquibase.ext.online.lock;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one command does to tables that exist before it: per table the strongest lock and the heaviest work under it.
 * Tables are named as the command writes them, quoted where they need it. A table that the command makes is not part of
 * it, nor are indexes. Two are equal when they have the same tables.
 */
public final class Footprint {
    /** A command that locks no table. */
    public static final Footprint NONE = new Footprint(Map.of());

    /** The two that it was put together from, when the tables are not gathered yet. */
    private final Footprint @Nullable [] parts;

    private volatile @Nullable Map<String, Touch> tables;

    /** The strongest lock on one table and the heaviest work done under it. */
    public record Touch(LockMode mode, Work work) {
        /** Whether others wait for a time that grows with the table. */
        public boolean isBlocking() {
            return work == Work.TABLE_UPDATE || (mode.blocksWrites() && work.growsWithTable());
        }

        /** The stronger lock and the heavier work. */
        public Touch and(Touch other) {
            return new Touch(mode.max(other.mode), work.max(other.work));
        }
    }

    /** These tables, in their order. */
    public Footprint(Map<String, Touch> tables) {
        this.parts = null;
        this.tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }

    // Commands of thousands of tables add them one by one: a copy at each would grow with their square.
    private Footprint(Footprint one, Footprint other) {
        this.parts = new Footprint[] {one, other};
    }

    /** One table, its lock and the work under it. */
    public static Footprint of(Object table, LockMode mode, Work work) {
        return new Footprint(Map.of(table.toString(), new Touch(mode, work)));
    }

    /** What is done to each table, in the order in which they were added. */
    public Map<String, Touch> tables() {
        Map<String, Touch> known = tables;
        if (known == null) {
            known = gather();
            tables = known;
        }
        return known;
    }

    private Map<String, Touch> gather() {
        Map<String, Touch> all = new LinkedHashMap<>();
        Deque<Footprint> left = new ArrayDeque<>();
        for (Footprint next = this; next != null; next = left.poll()) {
            if (next.parts == null || next.tables != null) {
                next.tables().forEach((table, touch) -> all.merge(table, touch, Touch::and));
            } else {
                left.push(next.parts[1]);
                left.push(next.parts[0]);
            }
        }
        return Collections.unmodifiableMap(all);
    }

    /**
     * A table that the command does not name and that is not known.
     *
     * @param description such as {@code table of index i}; it stands in parentheses, so that it is no name
     */
    public static Footprint ofUnnamed(String description, LockMode mode, Work work) {
        return of("(" + description + ")", mode, work);
    }

    /** Both, as when they run in one transaction: the stronger lock and the heavier work of each table. */
    public Footprint and(Footprint other) {
        return isNone() ? other : other.isNone() ? this : new Footprint(this, other);
    }

    private boolean isNone() {
        return parts == null && tables().isEmpty();
    }

    /** This and one more table. */
    public Footprint and(Object table, LockMode mode, Work work) {
        return and(of(table, mode, work));
    }

    /** This without a table. */
    public Footprint without(Object table) {
        return withoutAny(Set.of(table.toString()));
    }

    /** This without some tables. */
    public Footprint withoutAny(Set<String> others) {
        if (others.isEmpty()) {
            return this;
        }
        Map<String, Touch> left = new LinkedHashMap<>(tables());
        left.keySet().removeAll(others);
        return new Footprint(left);
    }

    /** This, but with a table that holds no rows. */
    public Footprint withoutWorkOn(Object table) {
        Map<String, Touch> all = new LinkedHashMap<>(tables());
        all.computeIfPresent(table.toString(), (name, touch) -> new Touch(touch.mode(), Work.CATALOG_ONLY));
        return new Footprint(all);
    }

    /** The locks of this, with nothing done under them. */
    public Footprint withoutWork() {
        Map<String, Touch> all = new LinkedHashMap<>();
        tables().forEach((table, touch) -> all.put(table, new Touch(touch.mode(), Work.CATALOG_ONLY)));
        return new Footprint(all);
    }

    /** Whether readers or writers of some table wait for a time that grows with it. */
    public boolean isBlocking() {
        return tables().values().stream().anyMatch(Touch::isBlocking);
    }

    /**
     * The tables that a running application waits for while this holds its locks, and the mode on each; those without a
     * name are left out.
     */
    public Map<String, LockMode> locksThatStopWrites() {
        Map<String, LockMode> locks = new LinkedHashMap<>();
        tables().forEach((table, touch) -> {
            if (touch.mode().blocksWrites() && !table.startsWith("(")) {
                locks.put(table, touch.mode());
            }
        });
        return locks;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Footprint footprint && tables().equals(footprint.tables());
    }

    @Override
    public int hashCode() {
        return tables().hashCode();
    }

    @Override
    public String toString() {
        return tables().isEmpty()
                ? "no table lock"
                : tables().entrySet().stream()
                        .map(e -> e.getKey() + ": " + e.getValue().mode().sqlName() + ", "
                                + e.getValue()
                                        .work()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '))
                        .collect(Collectors.joining("; "));
    }
}
