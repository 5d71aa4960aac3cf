package liquibase.ext.online.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import liquibase.ext.online.it.traffic.Latencies;
import liquibase.ext.online.it.traffic.Measurement;

/** What the backfill promises, held against what was measured in this run. */
final class Goals {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Results results;
    private final Map<String, Measurement> live;
    private final List<Goal> goals = new ArrayList<>();

    private Goals(Results results, Map<String, Measurement> live) {
        this.results = results;
        this.live = live;
    }

    static List<Goal> of(Options options, Results results, Map<String, Measurement> live) {
        Goals goals = new Goals(results, live);
        options.rows().forEach(goals::cost);
        long small = options.rows().get(0);
        options.rows().stream().skip(1).forEach(large -> goals.growth(small, large));
        goals.underLoad();
        return goals.goals;
    }

    private void cost(long rows) {
        Product plain = new Product(rows, Product.Key.BIGINT, 0);
        Product indexed = new Product(rows, Product.Key.BIGINT, 3);
        ratio(plain, 0.95, "CPU a row", Cost::cpuMicrosPerRow);
        ratio(indexed, 0.80, "CPU a row", Cost::cpuMicrosPerRow);
        ratio(plain, 0.75, "WAL a row", Cost::walPerRow);
        ratio(indexed, 0.60, "WAL a row", Cost::walPerRow);
        for (Product product : List.of(plain, indexed)) {
            goals.add(Goal.atMost(
                    1.55,
                    results.figure(product, Online.DEFAULTS, Cost::size),
                    product + ": table after / before, defaults"));
            goals.add(Goal.atMost(
                    1.40,
                    results.figure(product, Online.VACUUM, Cost::size),
                    product + ": table after / before, with VACUUM"));
        }
        goals.add(Goal.atLeast(
                1.4,
                results.figure(plain, Online.TWO_WORKERS, Cost::rowsPerSecond)
                        / results.figure(plain, Online.DEFAULTS, Cost::rowsPerSecond),
                plain + ": rows/s of two workers / of one"));
    }

    private void ratio(Product product, double limit, String what, ToDoubleFunction<Cost> figure) {
        goals.add(Goal.atMost(
                limit, results.ratio(product, Online.DEFAULTS, figure), product + ": " + what + " / one UPDATE's"));
    }

    private void growth(long small, long large) {
        for (int otherIndexes : List.of(0, 3)) {
            Product before = new Product(small, Product.Key.BIGINT, otherIndexes);
            Product after = new Product(large, Product.Key.BIGINT, otherIndexes);
            goals.add(Goal.atMost(
                    1.1,
                    results.growth(after, before, Online.DEFAULTS, Cost::cpuMicrosPerRow),
                    after + ": CPU a row / of " + before.count() + " rows"));
        }
    }

    private void underLoad() {
        Optional<Measurement> ours = Optional.ofNullable(live.get(Online.DEFAULTS));
        goals.add(Goal.atMost(
                150,
                ours.map(m -> m.longest().toNanos() / NANOS_PER_MILLI).orElse(Double.NaN),
                "live load: longest wait of a client, ms"));
        goals.add(Goal.atMost(1.5, median(Measurement::reads), "live load: median of readers / with no change"));
        goals.add(Goal.atMost(1.5, median(Measurement::writes), "live load: median of writers / with no change"));
        goals.add(Goal.atLeast(0.7, took(OneUpdate.NAME) / took(Online.DEFAULTS), "live load: rows/s / one UPDATE's"));
    }

    private double median(Function<Measurement, Latencies> clients) {
        return median(Online.DEFAULTS, clients) / median(LiveLoad.NOTHING, clients);
    }

    private double median(String name, Function<Measurement, Latencies> clients) {
        return Optional.ofNullable(live.get(name))
                .map(m -> (double) clients.apply(m).percentile(50).toNanos())
                .orElse(Double.NaN);
    }

    private double took(String name) {
        return Optional.ofNullable(live.get(name))
                .map(m -> (double) m.took().toNanos())
                .orElse(Double.NaN);
    }
}
