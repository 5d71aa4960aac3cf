package liquibase.ext.online.bench;

import java.util.Locale;

/**
 * A figure that must not be above, or below, a limit.
 *
 * @param figure NaN if it was not measured
 */
record Goal(String what, boolean atMost, double limit, double figure) {
    static Goal atMost(double limit, double figure, String what) {
        return new Goal(what, true, limit, figure);
    }

    static Goal atLeast(double limit, double figure, String what) {
        return new Goal(what, false, limit, figure);
    }

    @Override
    public String toString() {
        String bound = (atMost ? "<= " : ">= ") + Report.number(limit);
        return Double.isNaN(figure)
                ? "   -       %-82s %-7s not measured".formatted(what, bound)
                : String.format(Locale.ROOT, "   %-6s  %-82s %-7s %s", verdict(), what, bound, Report.number(figure));
    }

    private String verdict() {
        return (atMost ? figure <= limit : figure >= limit) ? "KEPT" : "MISSED";
    }
}
