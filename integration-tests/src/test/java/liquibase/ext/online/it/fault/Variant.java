package liquibase.ext.online.it.fault;

/** How the changelog of {@link ProductChangelog} lets its rows be filled. */
enum Variant {
    FIXED_BATCHES("batchSize: 60"),

    ADAPTIVE_BATCHES("minBatchSize: 20", "maxBatchSize: 300", "batchTime: 5ms"),

    /** The other connection is opened as Liquibase's own was. */
    TWO_WORKERS("batchSize: 60", "parallelism: 2"),

    FOUR_WORKERS("batchSize: 60", "parallelism: 4"),

    /** Held every other second. */
    HELD(
            "batchSize: 60",
            "parallelism: 4",
            "pauseWhile: extract(epoch FROM date_trunc('second', clock_timestamp()))::bigint % 2 = 0");

    private final String attributes;

    Variant(String... attributes) {
        this.attributes = String.join("\n        ", attributes);
    }

    /** Lines of YAML as deep as the attributes of a change are, the first without its indent. */
    String attributes() {
        return attributes;
    }

    boolean hasFurtherWorker() {
        return attributes.contains("parallelism");
    }
}
