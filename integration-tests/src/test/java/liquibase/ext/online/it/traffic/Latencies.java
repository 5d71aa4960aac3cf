package liquibase.ext.online.it.traffic;

import java.time.Duration;
import java.util.Arrays;

/**
 * What a group of clients waited during a stretch of time, counted from the moment each request was due, so that
 * requests which queued behind a stalled one count in full.
 */
public final class Latencies {
    private final long[] sorted;

    Latencies(long[] nanos) {
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    public int requests() {
        return sorted.length;
    }

    public Duration longest() {
        return percentile(100);
    }

    /** The time within which this share of the requests was answered; zero if there were none. */
    public Duration percentile(double percent) {
        if (sorted.length == 0) {
            return Duration.ZERO;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return Duration.ofNanos(sorted[Math.max(rank, 1) - 1]);
    }

    @Override
    public String toString() {
        return "%d requests, p50 %d ms, p99 %d ms, longest %d ms"
                .formatted(
                        requests(),
                        percentile(50).toMillis(),
                        percentile(99).toMillis(),
                        longest().toMillis());
    }
}
