package liquibase.ext.online.lint.changelog;

import java.util.function.Consumer;

/** A line now and then about a long run, so that nobody takes it for hung. */
public final class Progress {
    private static final long EVERY_NANOS = 5_000_000_000L;

    private final Consumer<String> lines;
    private final String done;
    private final int total;
    private int count;
    private long last = System.nanoTime();

    /**
     * For one stretch of work.
     *
     * @param done what happens to each changeSet, such as {@code judged}
     */
    public Progress(Consumer<String> lines, String done, int total) {
        this.lines = lines;
        this.done = done;
        this.total = total;
    }

    /** Counts one changeSet. */
    public void step() {
        count++;
        if (System.nanoTime() - last > EVERY_NANOS) {
            last = System.nanoTime();
            lines.accept(done + " " + count + " of " + total + " changeSets");
        }
    }
}
