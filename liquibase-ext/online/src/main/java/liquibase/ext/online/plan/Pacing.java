package liquibase.ext.online.plan;

import static liquibase.ext.online.plan.Demand.require;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How large the batches of a backfill are, how fast they follow, and what happens around them.
 *
 * @param batchTime what a batch is to take, and so how long another session may wait for a row of it; at least 1 ms
 * @param batchSize rows of every batch; null to size them by time
 * @param minBatchSize the fewest rows that sizing by time may choose, at least 1
 * @param maxBatchSize the most rows that sizing by time may choose
 * @param pause rest between two batches
 * @param niceRatio rest after a batch as a multiple of its duration, 0 or more
 * @param parallelism workers, each with a connection of its own, 1 to 64
 * @param maxPasses how often rows that are left over are looked for before they are an error, at least 1
 * @param vacuum whether the table is vacuumed on the way
 * @param onRowError what a row means that the server refuses to write
 */
public record Pacing(
        Duration batchTime,
        @Nullable Integer batchSize,
        int minBatchSize,
        int maxBatchSize,
        Duration pause,
        double niceRatio,
        int parallelism,
        int maxPasses,
        Vacuum vacuum,
        OnRowError onRowError) {

    /** What holds when nobody says otherwise; where the figures come from is in the README, under Benchmarks. */
    public static final Pacing DEFAULTS =
            new Pacing(Duration.ofMillis(50), null, 100, 50_000, Duration.ZERO, 0, 1, 5, Vacuum.AUTO, OnRowError.FAIL);

    private static final int MOST_WORKERS = 64;

    /** When the table is vacuumed while it is filled. */
    public enum Vacuum {
        /** After each fifth of the way where rows cannot be updated in their page, so that the table does not double. */
        AUTO,
        /** After each fifth of the way. */
        ON,
        /** Never. */
        OFF
    }

    /** What a row means that the server refuses to write, such as one that breaks a check. */
    public enum OnRowError {
        /** All other rows are written; then the change fails and names the row. */
        FAIL,
        /** The row is named in the log and left as it is. */
        SKIP
    }

    public Pacing {
        require(batchTime.toMillis() >= 1, "batchTime", batchTime, "1ms or more");
        if (batchSize != null) {
            require(batchSize >= 1, "batchSize", batchSize, "1 or more");
        }
        require(minBatchSize >= 1, "minBatchSize", minBatchSize, "1 or more");
        require(maxBatchSize >= minBatchSize, "maxBatchSize", maxBatchSize, "at least minBatchSize");
        require(!pause.isNegative(), "pause", pause, "0 or more");
        require(niceRatio >= 0 && niceRatio <= 100, "niceRatio", niceRatio, "0 to 100");
        require(parallelism >= 1 && parallelism <= MOST_WORKERS, "parallelism", parallelism, "1 to " + MOST_WORKERS);
        require(maxPasses >= 1, "maxPasses", maxPasses, "1 or more");
    }
}
