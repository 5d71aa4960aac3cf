package liquibase.ext.online.fill;

import java.time.Duration;
import liquibase.ext.online.plan.Pacing;

/** How many rows the next batch is to have: so many that it takes as long as it may, unless the author fixed it. */
final class BatchSize {
    /** Reaches 50 ms within a few batches on any machine, and from below. */
    private static final int FIRST = 2_000;

    private static final double GROWTH = 1.5;

    /** Blocks are not cut, and so a batch of them has a little less than asked for, or more. */
    private static final double WHOLE = 0.7;

    private final Pacing pacing;
    private final int least;
    private final int most;
    private int rows;

    BatchSize(Pacing pacing) {
        this.pacing = pacing;
        Integer fixed = pacing.batchSize();
        this.least = fixed != null ? fixed : pacing.minBatchSize();
        this.most = fixed != null ? fixed : pacing.maxBatchSize();
        this.rows = fixed != null ? fixed : clamp(FIRST);
    }

    int rows() {
        return rows;
    }

    /**
     * A batch went through. One that had less than it might, as the last of a stretch has, shows nothing about larger ones.
     *
     * @param walked how many rows it had
     */
    void took(Duration time, long walked) {
        double factor = (double) pacing.batchTime().toNanos() / Math.max(1, time.toNanos());
        boolean whole = walked >= rows * WHOLE;
        rows = clamp(rows * Math.max(0.5, Math.min(whole ? GROWTH : 1, factor)));
    }

    /** Others were in the way; the bounds do not hold until a batch got through. */
    void halve() {
        rows = Math.max(1, rows / 2);
    }

    private int clamp(double wanted) {
        return (int) Math.max(least, Math.min(most, wanted));
    }
}
