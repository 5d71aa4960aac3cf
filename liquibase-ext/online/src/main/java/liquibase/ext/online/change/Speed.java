package liquibase.ext.online.change;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a backfill is of late, and when it will be done at that speed. */
final class Speed {
    private static final long WINDOW = Duration.ofSeconds(30).toNanos();
    private static final long APART = Duration.ofMillis(200).toNanos();

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, long rows) {}

    /** So many rows were walked at this time, by a monotonic clock. */
    void at(long nanos, long rows) {
        while (samples.size() > 1 && nanos - samples.getFirst().nanos() > WINDOW) {
            samples.removeFirst();
        }
        // The last sample moves until it is far enough from the one before, so that the window holds a few hundred.
        if (samples.size() > 1) {
            Sample last = samples.removeLast();
            if (last.nanos() - samples.getLast().nanos() >= APART) {
                samples.addLast(last);
            }
        }
        samples.addLast(new Sample(nanos, rows));
    }

    /** What comes next has nothing to do with what was: the backfill was held, or another began. */
    void forget() {
        samples.clear();
    }

    /** Rows per second over the last 30 s; 0 while that is not known. */
    double rowsPerSecond() {
        if (samples.size() < 2) {
            return 0;
        }
        long nanos = samples.getLast().nanos() - samples.getFirst().nanos();
        return nanos <= 0 ? 0 : (samples.getLast().rows() - samples.getFirst().rows()) * 1e9 / nanos;
    }

    /** Seconds until {@code total} rows are walked; infinite while that is not known, or more are walked already. */
    double secondsTo(long total) {
        double rate = rowsPerSecond();
        long left = samples.isEmpty() ? 0 : total - samples.getLast().rows();
        return rate <= 0 || left <= 0 ? Double.POSITIVE_INFINITY : left / rate;
    }
}
