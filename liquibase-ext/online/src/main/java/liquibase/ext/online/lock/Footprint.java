package liquibase.ext.online.lock;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one command does to tables that exist before it: per table the strongest lock and the heaviest work under it.
 * Tables are named as the command writes them, quoted where they need it. A table that the command makes is not part of
 * it, nor are indexes.
 */
public record Footprint(Map<String, Touch> tables) {

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

    /** A command that locks no table. */
    public static final Footprint NONE = new Footprint(Map.of());

    public Footprint {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }

    /** One table, its lock and the work under it. */
    public static Footprint of(Object table, LockMode mode, Work work) {
        return new Footprint(Map.of(table.toString(), new Touch(mode, work)));
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
        if (other.tables.isEmpty() || tables.isEmpty()) {
            return tables.isEmpty() ? other : this;
        }
        Map<String, Touch> both = new LinkedHashMap<>(tables);
        other.tables.forEach((table, touch) -> both.merge(table, touch, Touch::and));
        return new Footprint(both);
    }

    /** This and one more table. */
    public Footprint and(Object table, LockMode mode, Work work) {
        return and(of(table, mode, work));
    }

    /** This without a table. */
    public Footprint without(Object table) {
        Map<String, Touch> others = new LinkedHashMap<>(tables);
        others.remove(table.toString());
        return new Footprint(others);
    }

    /** This, but with a table that holds no rows. */
    public Footprint withoutWorkOn(Object table) {
        Map<String, Touch> all = new LinkedHashMap<>(tables);
        all.computeIfPresent(table.toString(), (name, touch) -> new Touch(touch.mode(), Work.CATALOG_ONLY));
        return new Footprint(all);
    }

    /** The locks of this, with nothing done under them. */
    public Footprint withoutWork() {
        Map<String, Touch> all = new LinkedHashMap<>();
        tables.forEach((table, touch) -> all.put(table, new Touch(touch.mode(), Work.CATALOG_ONLY)));
        return new Footprint(all);
    }

    /** Whether readers or writers of some table wait for a time that grows with it. */
    public boolean isBlocking() {
        return tables.values().stream().anyMatch(Touch::isBlocking);
    }

    /**
     * The tables that a running application waits for while this holds its locks, and the mode on each; those without a
     * name are left out.
     */
    public Map<String, LockMode> locksThatStopWrites() {
        Map<String, LockMode> locks = new LinkedHashMap<>();
        tables.forEach((table, touch) -> {
            if (touch.mode().blocksWrites() && !table.startsWith("(")) {
                locks.put(table, touch.mode());
            }
        });
        return locks;
    }

    @Override
    public String toString() {
        return tables.isEmpty()
                ? "no table lock"
                : tables.entrySet().stream()
                        .map(e -> e.getKey() + ": " + e.getValue().mode().sqlName() + ", "
                                + e.getValue()
                                        .work()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '))
                        .collect(Collectors.joining("; "));
    }
}
