package liquibase.ext.online.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import liquibase.ext.online.it.traffic.Measurement;

/** Both runs side by side, change by change. */
final class Table {
    private static final String COLUMNS = "%-12s | %9s %9s %9s | %9s %9s %9s";

    private Table() {}

    static String of(Map<String, Measurement> stock, Map<String, Measurement> online) {
        StringBuilder table = new StringBuilder();
        row(table, "", "stock", "reader", "writer", "online", "reader", "writer");
        row(table, "changeSet", "time", "waited", "waited", "time", "waited", "waited");
        row(table, "-".repeat(12), dashes(), dashes(), dashes(), dashes(), dashes(), dashes());
        stock.forEach((changeSet, ours) -> {
            Measurement theirs = online.get(changeSet);
            row(
                    table,
                    changeSet,
                    time(ours.took()),
                    time(ours.reads().longest()),
                    time(ours.writes().longest()),
                    theirs == null ? "-" : time(theirs.took()),
                    theirs == null ? "-" : time(theirs.reads().longest()),
                    theirs == null ? "-" : time(theirs.writes().longest()));
        });
        return table.toString();
    }

    /** Milliseconds below a second, else seconds with two digits. */
    static String time(Duration duration) {
        return duration.compareTo(Duration.ofSeconds(1)) < 0
                ? duration.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }

    private static void row(StringBuilder table, Object... cells) {
        table.append(COLUMNS.formatted(cells)).append(System.lineSeparator());
    }

    private static String dashes() {
        return "-".repeat(9);
    }
}
