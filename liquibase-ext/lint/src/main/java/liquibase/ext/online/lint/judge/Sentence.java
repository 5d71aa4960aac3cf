package liquibase.ext.online.lint.judge;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import liquibase.ext.online.recipe.Words;
import liquibase.ext.online.sql.QualifiedName;

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

    /**
     * The same for every table whose readers or writers wait, the longest wait first; tables with the same lock and work
     * share a clause.
     */
    public static String locks(Footprint footprint) {
        return locks(footprint, table -> OptionalLong.empty());
    }

    /** The same with the rows of each table, where they are known. */
    static String locks(Footprint footprint, Function<QualifiedName, OptionalLong> rows) {
        Map<Footprint.Touch, List<String>> tables = new LinkedHashMap<>();
        Work heaviest = Work.CATALOG_ONLY;
        for (Map.Entry<String, Footprint.Touch> entry : footprint.tables().entrySet()) {
            Footprint.Touch touch = entry.getValue();
            heaviest = heaviest.max(touch.work());
            if (touch.mode().blocksWrites()) {
                tables.computeIfAbsent(touch, t -> new ArrayList<>()).add(withRows(entry.getKey(), rows));
            }
        }
        Work longest = heaviest;
        return tables.entrySet().stream()
                .sorted(Map.Entry.<Footprint.Touch, List<String>>comparingByKey(
                                (a, b) -> a.work().compareTo(b.work()))
                        .reversed())
                .map(entry -> locks(entry.getValue(), entry.getKey(), longest))
                .reduce((a, b) -> a + ", and " + b)
                .orElse("no table is locked");
    }

    private static String locks(List<String> tables, Footprint.Touch touch, Work longest) {
        boolean waits = touch.work() == Work.CATALOG_ONLY && longest.growsWithTable();
        return touch.mode().sqlName() + " on " + list(tables) + " stops " + stops(touch.mode()) + " "
                + (waits ? "for as long" : meanwhile(touch.work()));
    }

    /** Such as {@code ACCESS EXCLUSIVE on product stops reads and writes, and SHARE on sale stops writes}. */
    public static String stopped(Map<String, LockMode> tables) {
        Map<LockMode, List<String>> modes = new LinkedHashMap<>();
        tables.forEach((table, mode) ->
                modes.computeIfAbsent(mode, m -> new ArrayList<>()).add(table));
        return modes.entrySet().stream()
                .map(entry ->
                        entry.getKey().sqlName() + " on " + list(entry.getValue()) + " stops " + stops(entry.getKey()))
                .collect(Collectors.joining(", and "));
    }

    /** The same as one sentence, with the statement that took the first of these locks. */
    public static String stopped(Map<String, LockMode> tables, HeldLock since) {
        LockMode strongest = tables.values().stream().reduce(LockMode.ACCESS_SHARE, LockMode::max);
        return tables.entrySet().stream()
                        .map(entry -> entry.getValue().sqlName() + " on " + list(List.of(entry.getKey())))
                        .collect(Collectors.joining(" and "))
                + ", held since " + Excerpt.of(since.by().sql()) + (tables.size() == 1 ? ", stops " : ", stop ")
                + stops(strongest);
    }

    /** What is done meanwhile to the table of the heaviest work, such as {@code while every row of product is read}. */
    public static String meanwhile(Footprint footprint) {
        return footprint.tables().entrySet().stream()
                .max(Comparator.comparing(entry -> entry.getValue().work()))
                .map(entry -> meanwhile(entry.getValue().work(), list(List.of(entry.getKey()))))
                .orElse("for a moment");
    }

    private static String meanwhile(Work work, String table) {
        return switch (work) {
            case CATALOG_ONLY -> "for a moment";
            case ROW_BATCH -> "while some rows of " + table + " are written";
            case TABLE_SCAN -> "while every row of " + table + " is read";
            case INDEX_BUILD -> "while an index is built from every row of " + table;
            case TABLE_UPDATE -> "while rows of " + table + " are written";
            case TABLE_REWRITE -> "while every row and every index of " + table + " is written anew";
        };
    }

    /** Such as {@code a, b and c}, or {@code a, b, c and 9 more}; a table without a name loses its parentheses. */
    public static String list(Collection<String> tables) {
        List<String> names = tables.stream()
                .map(name -> name.startsWith("(") ? "the " + name.substring(1, name.length() - 1) : name)
                .toList();
        return Words.list(names);
    }

    private static String withRows(String table, Function<QualifiedName, OptionalLong> known) {
        if (table.startsWith("(")) {
            return table;
        }
        OptionalLong rows = known.apply(QualifiedName.parse(table));
        return rows.isEmpty()
                ? table
                : table + " (about "
                        + NumberFormat.getIntegerInstance(Locale.ROOT).format(rows.getAsLong()) + " rows)";
    }
}
