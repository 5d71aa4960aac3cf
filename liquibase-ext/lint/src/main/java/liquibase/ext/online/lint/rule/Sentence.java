package liquibase.ext.online.lint.rule;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** The words for locks and work, the same in every message. */
public final class Sentence {
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

    /** The same for every table whose readers or writers wait, the longest wait first. */
    public static String locks(Footprint footprint) {
        return footprint.tables().entrySet().stream()
                .filter(entry -> entry.getValue().mode().blocksWrites())
                .sorted(Map.Entry.<String, Footprint.Touch>comparingByValue(
                                (a, b) -> a.work().compareTo(b.work()))
                        .reversed())
                .map(entry -> lock(entry.getKey(), entry.getValue()))
                .reduce((a, b) -> a + ", and " + b)
                .orElse("no table is locked");
    }

    /** Such as {@code ACCESS EXCLUSIVE on product and SHARE on sale stop reads and writes}. */
    public static String stopped(Map<String, LockMode> tables) {
        return stopped(tables, "");
    }

    /** The same with the statement that took the first of these locks. */
    static String stopped(Map<String, LockMode> tables, HeldLock since) {
        return stopped(tables, ", held since " + Excerpt.of(since.by().sql()) + ",");
    }

    private static String stopped(Map<String, LockMode> tables, String since) {
        String locks = tables.entrySet().stream()
                .map(entry -> entry.getValue().sqlName() + " on " + entry.getKey())
                .collect(Collectors.joining(" and "));
        LockMode strongest = tables.values().stream().reduce(LockMode.ACCESS_SHARE, LockMode::max);
        return locks + since + (tables.size() == 1 ? " stops " : " stop ") + stops(strongest);
    }

    /** What is done meanwhile to this table, such as {@code while every row of product is read}. */
    static String meanwhile(Work work, String table) {
        return switch (work) {
            case CATALOG_ONLY -> "for a moment";
            case ROW_BATCH -> "while some rows of " + table + " are written";
            case TABLE_SCAN -> "while every row of " + table + " is read";
            case INDEX_BUILD -> "while an index is built from every row of " + table;
            case TABLE_UPDATE -> "while rows of " + table + " are written";
            case TABLE_REWRITE -> "while every row and every index of " + table + " is written anew";
        };
    }

    /** What the heaviest work of a footprint is, and on which table. */
    static String meanwhile(Footprint footprint) {
        return footprint.tables().entrySet().stream()
                .max(Comparator.comparing(entry -> entry.getValue().work()))
                .map(entry -> meanwhile(entry.getValue().work(), list(List.of(entry.getKey()))))
                .orElse("for a moment");
    }

    /** Such as {@code product, sale and customer}; a table without a name loses its parentheses. */
    public static String list(Collection<String> tables) {
        List<String> names = tables.stream()
                .map(name -> name.startsWith("(") ? "the " + name.substring(1, name.length() - 1) : name)
                .toList();
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
