package liquibase.ext.online.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What was measured: for each case and strategy the run that is the median of its rounds. */
final class Results {
    private final Map<Product, Map<String, List<Cost>>> rounds = new LinkedHashMap<>();

    void add(Product product, String strategy, Cost cost) {
        rounds.computeIfAbsent(product, any -> new LinkedHashMap<>())
                .computeIfAbsent(strategy, any -> new ArrayList<>())
                .add(cost);
    }

    List<Product> products() {
        return List.copyOf(rounds.keySet());
    }

    List<String> strategies(Product product) {
        return List.copyOf(rounds.getOrDefault(product, Map.of()).keySet());
    }

    Optional<Cost> of(Product product, String strategy) {
        List<Cost> costs = rounds.getOrDefault(product, Map.of()).getOrDefault(strategy, List.of());
        return costs.stream()
                .sorted(Comparator.comparingDouble(Cost::toCompare))
                .skip(Math.max(0, costs.size() - 1) / 2)
                .findFirst();
    }

    /** One figure of a strategy; NaN if it was not measured. */
    double figure(Product product, String strategy, ToDoubleFunction<Cost> figure) {
        return of(product, strategy).map(figure::applyAsDouble).orElse(Double.NaN);
    }

    /** The figure as a multiple of the one UPDATE's of the same case; NaN if either was not measured. */
    double ratio(Product product, String strategy, ToDoubleFunction<Cost> figure) {
        return figure(product, strategy, figure) / figure(product, OneUpdate.NAME, figure);
    }

    /** The figure as a multiple of that for the same table with fewer rows; NaN if either was not measured. */
    double growth(Product large, Product small, String strategy, ToDoubleFunction<Cost> figure) {
        return figure(large, strategy, figure) / figure(small, strategy, figure);
    }
}
