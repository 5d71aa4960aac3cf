package liquibase.ext.online.bench;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.it.traffic.BulkLoad;
import liquibase.ext.online.it.traffic.Measurement;
import liquibase.ext.online.it.traffic.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * What clients that read and change random rows of the table wait while it is filled. They keep their rate whatever
 * happens, so a request that stands behind a stalled one counts in full.
 */
final class LiveLoad {
    static final String CASE = "live load";
    static final String NOTHING = "no change";
    static final String ELSEWHERE = "bulk load of another table";

    private static final int CLIENTS = 4;
    private static final int READS_PER_SECOND = 200;
    private static final int WRITES_PER_SECOND = 100;
    private static final int UNDISTURBED_REQUESTS = 1_500;
    private static final long BULK_ROWS = 500_000;

    private final PostgresServer server;
    private final Product product;
    private final PrintStream progress;
    private final Map<String, Measurement> measurements = new LinkedHashMap<>();

    LiveLoad(PostgresServer server, Options options, PrintStream progress) {
        this.server = server;
        this.product = new Product(options.rows().get(options.rows().size() - 1), Product.Key.BIGINT, 0);
        this.progress = progress;
    }

    /** What the clients waited during each strategy, and without any, by its name and in order. */
    Map<String, Measurement> measure() throws Exception {
        try (TestDatabase template = product.template(server)) {
            during(template, NOTHING, (traffic, database) -> traffic.undisturbed(UNDISTURBED_REQUESTS));
            during(
                    template,
                    ELSEWHERE,
                    (traffic, database) -> traffic.during(() -> BulkLoad.beside(database, BULK_ROWS)));
            for (Strategy strategy : List.of(new OneUpdate(), Online.defaults())) {
                during(template, strategy.name(), (traffic, database) -> {
                    Watch watch = new Watch(traffic);
                    strategy.fill(database, product, watch);
                    return Objects.requireNonNull(watch.measurement);
                });
            }
        }
        return measurements;
    }

    private interface Stretch {
        Measurement measure(Traffic traffic, TestDatabase database) throws Exception;
    }

    private void during(TestDatabase template, String name, Stretch stretch) throws Exception {
        try (TestDatabase copy = Product.copy(template);
                Traffic traffic = open(copy)) {
            traffic.undisturbed(CLIENTS * WRITES_PER_SECOND);
            Measurement measurement = stretch.measure(traffic, copy);
            measurements.put(name, measurement);
            progress.printf(
                    "   %s: %s: %.1f s%n", CASE, name, measurement.took().toMillis() / 1e3);
        }
    }

    private Traffic open(TestDatabase database) {
        return Traffic.on(database.dataSource())
                .readers(CLIENTS, READS_PER_SECOND, this::read)
                .writers(CLIENTS, WRITES_PER_SECOND, this::write);
    }

    private void read(Connection connection, SplittableRandom random) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT name, price FROM product WHERE id = ?")) {
            select.setLong(1, someId(random));
            select.executeQuery().close();
        }
    }

    private void write(Connection connection, SplittableRandom random) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE product SET price = ? WHERE id = ?")) {
            update.setBigDecimal(1, BigDecimal.valueOf(random.nextInt(100_000), 2));
            update.setLong(2, someId(random));
            update.executeUpdate();
        }
    }

    private long someId(SplittableRandom random) {
        return 1 + random.nextLong(product.rows());
    }

    /** Measures the waits of that stretch of time for which a {@link Meter} would measure the cost. */
    private static final class Watch implements Strategy.Clock {
        private final Traffic traffic;
        private Traffic.@Nullable Stretch stretch;
        private @Nullable Measurement measurement;

        Watch(Traffic traffic) {
            this.traffic = traffic;
        }

        @Override
        public void start() throws Exception {
            stretch = traffic.begin();
        }

        @Override
        public void stop() throws Exception {
            measurement = Objects.requireNonNull(stretch).end();
        }
    }
}
