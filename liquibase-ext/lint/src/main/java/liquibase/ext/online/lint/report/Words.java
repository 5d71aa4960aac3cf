package liquibase.ext.online.lint.report;

import java.text.NumberFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.TableEffect;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** What locks, work and effects are called, in all reports alike. */
final class Words {
    private Words() {}

    /** What others wait for, such as {@code stops writes}. */
    static String stops(LockMode mode) {
        if (mode.blocksReads()) {
            return "stops reads and writes";
        }
        return mode.blocksWrites() ? "stops writes" : "stops neither reads nor writes";
    }

    /** As tools read it, such as {@code table-rewrite}. */
    static String label(Work work) {
        return work.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the lock is held for a time that grows with the table. */
    static boolean grows(TableEffect table) {
        return heaviest(table.work()).growsWithTable();
    }

    /** The heaviest of what is done, or {@link Work#CATALOG_ONLY}. */
    static Work heaviest(List<Work> work) {
        return work.stream().max(Comparator.naturalOrder()).orElse(Work.CATALOG_ONLY);
    }

    /** What is done to the table meanwhile, such as {@code table rewrite, for a time that grows with the table}. */
    static String work(TableEffect table) {
        if (heaviest(table.work()) == Work.CATALOG_ONLY) {
            return "catalog only, for a moment";
        }
        StringBuilder text = new StringBuilder();
        for (Work work : table.work()) {
            text.append(text.isEmpty() ? "" : ", ").append(label(work).replace('-', ' '));
        }
        return text.append(grows(table) ? ", for a time that grows with the table" : ", for a time that does not grow")
                .toString();
    }

    /** The rows of a table, such as {@code 12,000,000 rows}; empty when they are not known. */
    static String rows(OptionalLong rows) {
        return rows.isPresent() ? counted(rows.getAsLong(), "row") : "";
    }

    /** A number and what it counts, such as {@code 1 row} and {@code 2,000 rows}. */
    static String counted(long count, String one) {
        return grouped(count) + " " + one + (count == 1 ? "" : "s");
    }

    /** A number with commas between the thousands. */
    static String grouped(long number) {
        return number < 1000 && number > -1000
                ? Long.toString(number)
                : NumberFormat.getIntegerInstance(Locale.ROOT).format(number);
    }

    /** What an effect means to whoever runs the application. */
    static String meaning(Effect effect) {
        return switch (effect) {
            case BLOCKING -> "Readers or writers wait for a time that grows with the table.";
            case ROW_LOCKS -> "Whoever writes one of the rows waits for a time that grows with their number.";
            case SHORT_LOCK -> "Readers or writers wait for a moment, or as long as the change itself has to wait.";
            case FAILS -> "The change fails, always or on a table with rows.";
            case COMPATIBILITY -> "The version of the application that still runs breaks.";
            case WRONG_DATA -> "The change succeeds and leaves other data than its author thinks.";
            case ADVICE -> "Nothing bad happens; there is a better way.";
        };
    }
}
