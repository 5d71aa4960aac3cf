package liquibase.ext.online.bench;

import java.nio.file.Path;
import java.util.Map;
import liquibase.ext.online.it.LiquibaseUpdate;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ui.LoggerUIService;

/**
 * Ours: {@code backfillInBatches} in an {@code update} by Liquibase. The clock runs while its changeSet does, so that
 * the tables which Liquibase makes for itself are not in the bill.
 *
 * @param settings Liquibase configuration, such as {@code liquibase.online.parallelism}; all others at their defaults
 */
record Online(String name, Map<String, String> settings) implements Strategy {
    static final String DEFAULTS = "ours";
    static final String VACUUM = "ours, with VACUUM";
    static final String TWO_WORKERS = "ours, 2 workers";

    static Online defaults() {
        return new Online(DEFAULTS, Map.of());
    }

    static Online vacuum() {
        return new Online(VACUUM, Map.of("liquibase.online.vacuum", "on"));
    }

    static Online workers() {
        return new Online(TWO_WORKERS, Map.of("liquibase.online.parallelism", "2"));
    }

    @Override
    public Batches fill(TestDatabase database, Product product, Clock clock) throws Exception {
        LiquibaseUpdate update = new LiquibaseUpdate(database, Path.of("."), "bench/backfill.xml")
                .telling(new LoggerUIService())
                .watchedBy(new ChangeSetWatch(clock));
        settings.forEach(update::with);
        Batches whole = new Batches(product.rows());
        update.run();
        whole.add(product.rows());
        return whole;
    }
}
