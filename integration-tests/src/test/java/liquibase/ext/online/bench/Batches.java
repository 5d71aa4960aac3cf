package liquibase.ext.online.bench;

import java.util.ArrayList;
import java.util.List;

/** The batches of a fill, counted and timed. */
final class Batches {
    private static final int TENTH = 10;

    private final long wanted;
    private final List<Long> nanos = new ArrayList<>();
    private long rows;
    private long previous = System.nanoTime();

    /**
     * None yet; the time of the first one begins now.
     *
     * @param wanted the fill ends with the batch that reaches so many rows
     */
    Batches(long wanted) {
        this.wanted = wanted;
    }

    boolean goOn() {
        return rows < wanted;
    }

    void add(long rowsOfBatch) {
        long now = System.nanoTime();
        nanos.add(now - previous);
        previous = now;
        rows += rowsOfBatch;
    }

    long rows() {
        return rows;
    }

    /** How much longer a batch of the last tenth took than one of the first; NaN if there are too few to say. */
    double growth() {
        int tenth = nanos.size() / TENTH;
        return tenth == 0
                ? Double.NaN
                : (double) sum(nanos.subList(nanos.size() - tenth, nanos.size())) / sum(nanos.subList(0, tenth));
    }

    private static long sum(List<Long> times) {
        return times.stream().mapToLong(Long::longValue).sum();
    }
}
