package liquibase.ext.online.bench;

import liquibase.ext.online.it.server.TestDatabase;

/** A way to fill the column. */
interface Strategy {
    String name();

    /** Fills the column, or the share of the rows that this strategy is given, with the clock running meanwhile. */
    Batches fill(TestDatabase database, Product product, Clock clock) throws Exception;

    /** Whether what it costs is promised to be below a limit, and so is measured more than once. */
    default boolean judged() {
        return true;
    }

    /** Whatever measures the fill; started once before it and stopped once after its last commit. */
    interface Clock {
        void start() throws Exception;

        void stop() throws Exception;
    }
}
