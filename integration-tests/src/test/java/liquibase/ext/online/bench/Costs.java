package liquibase.ext.online.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;

/** Every case with every strategy, each on a fresh copy of the case's table and with the server to itself. */
final class Costs {
    private static final List<Strategy> STRATEGIES = List.of(
            new OneUpdate(),
            Online.defaults(),
            Online.vacuum(),
            Online.workers(),
            new LimitedSearch(),
            new OffsetPages(),
            new RowByRow());

    private final PostgresServer server;
    private final Options options;
    private final PrintStream progress;
    private final Results results = new Results();

    Costs(PostgresServer server, Options options, PrintStream progress) {
        this.server = server;
        this.options = options;
        this.progress = progress;
    }

    /** The three shapes of a table, in each of the sizes that are asked for. */
    static Stream<Product> products(Options options) {
        return options.rows().stream()
                .flatMap(rows -> Stream.of(
                        new Product(rows, Product.Key.BIGINT, 0),
                        new Product(rows, Product.Key.BIGINT, 3),
                        new Product(rows, Product.Key.UUID, 0)));
    }

    Results measure() throws Exception {
        for (Product product : products(options).toList()) {
            List<Strategy> wanted = STRATEGIES.stream()
                    .filter(strategy ->
                            strategy.name().equals(OneUpdate.NAME) || options.wants(product, strategy.name()))
                    .toList();
            if (wanted.stream().anyMatch(strategy -> options.wants(product, strategy.name()))) {
                measure(product, wanted);
            }
        }
        return results;
    }

    private void measure(Product product, List<Strategy> wanted) throws Exception {
        try (TestDatabase template = product.template(server)) {
            if (results.products().isEmpty()) {
                progress.println("   a first run, not counted: a new server is slow");
                run(product, template, new OneUpdate());
            }
            for (int round = 1; round <= options.rounds(); round++) {
                for (Strategy strategy : wanted) {
                    if (round == 1 || (strategy.judged() && product.judged())) {
                        Cost cost = run(product, template, strategy);
                        results.add(product, strategy.name(), cost);
                        progress.printf(
                                "   %s: %s, round %d: %.1f s%n", product, strategy.name(), round, cost.seconds());
                    }
                }
            }
        }
    }

    private static Cost run(Product product, TestDatabase template, Strategy strategy) throws Exception {
        try (TestDatabase copy = Product.copy(template);
                Meter meter = new Meter(copy)) {
            Batches batches = strategy.fill(copy, product, meter);
            return meter.cost(batches);
        }
    }
}
