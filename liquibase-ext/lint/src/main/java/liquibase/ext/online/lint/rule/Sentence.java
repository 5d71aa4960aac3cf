package liquibase.ext.online.lint.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** The words for locks and work, the same in every message. */
public final class Sentence {
    private static final int MOST_NAMES = 4;

    private Sentence() {}

    /** What a mode stops, such as {@code reads and writes}. */
    public static String stops(LockMode mode) {
        return mode.blocksReads() ? "reads and writes" : mode.blocksWrites() ? "writes" : "no reads and no writes";
    }

    /** What is done meanwhile, such as {@code while every row is read}. */
    public static String meanwhile(Work work) {
        return switch (work) {
            case CATALOG_ONLY -> "for a moment";
            case ROW_BATCH -> "while some rows are written";
            case TABLE_SCAN -> "while every row is read";
            case INDEX_BUILD -> "while an index is built from every row";
            case TABLE_UPDATE -> "while every matching row is written";
            case TABLE_REWRITE -> "while every row and every index is written anew";
        };
    }

    /** Such as {@code ACCESS EXCLUSIVE on product stops reads and writes while every row is read}. */
    public static String lock(String table, Footprint.Touch touch) {
        return touch.mode().sqlName() + " on " + table + " stops " + stops(touch.mode()) + " "
                + meanwhile(touch.work());
    }

    /** The same for every table whose readers or writers wait, the longest wait first; tables that fare alike together. */
    public static String locks(Footprint footprint) {
        Map<Footprint.Touch, List<String>> alike = new LinkedHashMap<>();
        footprint.tables().forEach((table, touch) -> {
            if (touch.mode().blocksWrites()) {
                alike.computeIfAbsent(touch, t -> new ArrayList<>()).add(table);
            }
        });
        return alike.entrySet().stream()
                .sorted(Map.Entry.<Footprint.Touch, List<String>>comparingByKey(
                                Comparator.comparing(Footprint.Touch::work))
                        .reversed())
                .map(entry -> footprint.isBlocking() && !entry.getKey().isBlocking()
                        ? entry.getKey().mode().sqlName() + " on " + names(entry.getValue()) + " as long"
                        : lock(names(entry.getValue()), entry.getKey()))
                .reduce((a, b) -> a + ", and " + b)
                .orElse("no table is locked");
    }

    /** Such as {@code a, b and 4 more}. */
    public static String names(List<String> all) {
        if (all.size() == 1) {
            return all.get(0);
        }
        int shown = all.size() <= MOST_NAMES ? all.size() - 1 : MOST_NAMES - 1;
        String last = all.size() <= MOST_NAMES ? all.get(shown) : (all.size() - shown) + " more";
        return String.join(", ", all.subList(0, shown)) + " and " + last;
    }
}
