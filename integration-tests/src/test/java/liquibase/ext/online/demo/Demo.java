package liquibase.ext.online.demo;

import java.util.Map;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.it.traffic.BulkLoad;
import liquibase.ext.online.it.traffic.Measurement;
import liquibase.ext.online.it.traffic.Traffic;
import liquibase.ext.online.plan.Settings;

/**
 * Adds a required, unique, filled column to a large table under live traffic: first with Liquibase's own change types,
 * then with ours. Ends with status 1 if the online run did not keep its {@link Promise}.
 */
public final class Demo {
    private static final long ROWS = Long.getLong("demo.rows", 1_000_000);
    /** A server for safety and not for speed, with room for the table in memory. */
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "shared_buffers", "256MB",
            "max_wal_size", "4GB");

    private final Screen screen = new Screen(System.out);

    private Demo() {}

    public static void main(String[] arguments) throws Exception {
        boolean kept = new Demo().run();
        System.exit(kept ? 0 : 1);
    }

    private boolean run() throws Exception {
        screen.heading("A table of %,d products on PostgreSQL %d".formatted(ROWS, PostgresServer.USUAL_MAJOR));
        try (PostgresServer server = PostgresServer.startOwn(PostgresServer.USUAL_MAJOR, SETTINGS);
                TestDatabase online = server.freshDatabase()) {
            Shop shop = new Shop(online, ROWS);
            shop.createProducts();
            try (TestDatabase copy = server.copyOf(online)) {
                Map<String, Measurement> stock = stock(new Shop(copy, ROWS));
                return online(shop, stock);
            }
        }
    }

    private Map<String, Measurement> stock(Shop shop) throws Exception {
        screen.heading("Stock changes, on a copy (changelogs/demo/stock.xml)");
        try (Traffic traffic = shop.open()) {
            return new Scenario(shop, traffic, screen).run("demo/stock.xml");
        }
    }

    private boolean online(Shop shop, Map<String, Measurement> stock) throws Exception {
        try (Traffic traffic = shop.open()) {
            screen.heading("No change at all, beside a bulk load of another table");
            Measurement undisturbed = traffic.during(() -> BulkLoad.beside(shop.database(), ROWS));
            screen.end("bulk load", undisturbed);
            screen.heading("Online changes (changelogs/demo/online.xml)");
            Map<String, Measurement> online = new Scenario(shop, traffic, screen).run("demo/online.xml");
            Promise promise =
                    Promise.of(Settings.DEFAULTS.locking().timeout(), undisturbed, online.values(), stock.values());
            screen.heading("The longest that a reader and a writer had to wait");
            System.out.println(Table.of(stock, online));
            System.out.println(promise.verdict());
            return promise.kept();
        }
    }
}
