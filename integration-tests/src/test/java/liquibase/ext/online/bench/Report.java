package liquibase.ext.online.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import liquibase.ext.online.it.traffic.Latencies;
import liquibase.ext.online.it.traffic.Measurement;

/** All that was measured as text; each figure is followed by its ratio to the one UPDATE of the same case. */
final class Report {
    private static final String COST = "   %-34s | %8s %6s | %8s %6s | %6s %6s | %6s | %5s | %7s";
    private static final String GROWTH = "   %-34s | %10s | %10s";
    private static final String WAITS = "   %-34s | %8s | %8s %8s %8s | %8s %8s %8s";

    private static final String PAIR = "   %-45s | %8s | %8s | %6s";

    private final StringBuilder text = new StringBuilder();

    static String of(Options options, Results results, Map<String, Measurement> live, Map<Recipe, Pairs.Pair> pairs) {
        Report report = new Report();
        report.costs(results);
        report.growth(results);
        report.waits(live);
        report.pairs(pairs);
        report.heading("Must reach");
        Goals.of(options, results, live).forEach(goal -> report.line(goal.toString()));
        pairs.forEach((recipe, pair) -> {
            if (!Double.isNaN(recipe.limit())) {
                report.line(Goal.atMost(recipe.limit(), pair.ratio(), recipe + ": CPU, ours / by hand")
                        .toString());
            }
        });
        return report.text.toString();
    }

    /** Two digits after the point as long as they say something; "-" for what was not measured. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return value >= 1000
                ? "%,.0f".formatted(value)
                : String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.2f", value);
    }

    private void costs(Results results) {
        for (Product product : results.products()) {
            heading(product.toString());
            line(COST.formatted("", "rows/s", "", "CPU us", "", "WAL B", "", "heap", "HOT", "batches"));
            line(COST.formatted("", "", "ratio", "a row", "ratio", "a row", "ratio", "x", "%", "end/st."));
            for (String strategy : results.strategies(product)) {
                results.of(product, strategy).ifPresent(cost -> cost(results, product, strategy, cost));
            }
        }
    }

    private void cost(Results results, Product product, String strategy, Cost cost) {
        boolean whole = cost.rows() >= product.rows();
        line(COST.formatted(
                strategy,
                number(cost.rowsPerSecond()),
                number(results.ratio(product, strategy, Cost::rowsPerSecond)),
                number(cost.cpuMicrosPerRow()),
                number(results.ratio(product, strategy, Cost::cpuMicrosPerRow)),
                number(cost.walPerRow()),
                number(results.ratio(product, strategy, Cost::walPerRow)),
                whole ? number(cost.size()) : "-",
                String.format(Locale.ROOT, "%.0f", cost.hot() * 100),
                number(cost.growth())));
    }

    private void growth(Results results) {
        List<Product> products = results.products();
        for (Product small : products) {
            for (Product large : products) {
                if (small.shape().equals(large.shape()) && small.rows() < large.rows()) {
                    heading("From " + small.count() + " to " + large.count() + " rows, " + small.shape());
                    line(GROWTH.formatted("", "time a row", "CPU a row"));
                    for (String strategy : results.strategies(large)) {
                        line(GROWTH.formatted(
                                strategy,
                                grown(results, large, small, strategy, cost -> 1 / cost.rowsPerSecond()),
                                grown(results, large, small, strategy, Cost::cpuMicrosPerRow)));
                    }
                }
            }
        }
    }

    private static String grown(
            Results results, Product large, Product small, String strategy, ToDoubleFunction<Cost> figure) {
        return number(results.growth(large, small, strategy, figure));
    }

    private void waits(Map<String, Measurement> live) {
        if (live.isEmpty()) {
            return;
        }
        heading("What clients wait meanwhile, ms");
        line(WAITS.formatted("", "took s", "readers", "", "", "writers", "", ""));
        line(WAITS.formatted("", "", "median", "p99", "longest", "median", "p99", "longest"));
        live.forEach((name, measurement) -> {
            Latencies reads = measurement.reads();
            Latencies writes = measurement.writes();
            line(WAITS.formatted(
                    name,
                    number(measurement.took().toMillis() / 1e3),
                    millis(reads.percentile(50)),
                    millis(reads.percentile(99)),
                    millis(reads.longest()),
                    millis(writes.percentile(50)),
                    millis(writes.percentile(99)),
                    millis(writes.longest())));
        });
    }

    private void pairs(Map<Recipe, Pairs.Pair> pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        heading("CPU of the server, s, median of alternated pairs");
        line(PAIR.formatted("", "ours", "by hand", "ratio"));
        pairs.forEach((recipe, pair) ->
                line(PAIR.formatted(recipe, number(pair.ours()), number(pair.byHand()), number(pair.ratio()))));
    }

    private static String millis(Duration duration) {
        return number(duration.toNanos() / 1e6);
    }

    private void heading(String heading) {
        text.append(System.lineSeparator());
        line("== " + heading);
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append(System.lineSeparator());
    }
}
