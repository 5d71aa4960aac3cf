package liquibase.ext.online.plan;

import java.time.Duration;

/**
 * How patient and how fast an online change is; the README explains each. {@code SettingsTest} pins the defaults.
 *
 * @param lockTimeout the longest that a request for a lock which stops others may stand in the lock queue; at least 1 ms
 * @param lockBudget how long such a lock is asked for in all before the change gives up
 * @param batchSize rows of one backfill batch, at least 1
 * @param pause rest between two batches
 * @param maxPasses how often a backfill walks the table at the most, at least 1
 * @param showBlockerQuery whether messages quote the query of a session that is in the way
 * @param allowPooler whether a connection through a pooler is accepted
 */
public record Settings(
        Duration lockTimeout,
        Duration lockBudget,
        int batchSize,
        Duration pause,
        int maxPasses,
        boolean showBlockerQuery,
        boolean allowPooler) {

    /** What holds when nobody says otherwise. */
    public static final Settings DEFAULTS =
            new Settings(Duration.ofMillis(200), Duration.ofMinutes(10), 5_000, Duration.ZERO, 5, false, false);

    public Settings {
        require(lockTimeout.toMillis() >= 1, "lockTimeout", lockTimeout, "1ms or more: 0 would wait for ever");
        require(lockBudget.compareTo(lockTimeout) >= 0, "lockBudget", lockBudget, "at least lockTimeout");
        require(batchSize >= 1, "batchSize", batchSize, "1 or more");
        require(!pause.isNegative(), "pause", pause, "0 or more");
        require(maxPasses >= 1, "maxPasses", maxPasses, "1 or more");
    }

    private static void require(boolean holds, String name, Object value, String demand) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be " + demand);
        }
    }

    /** The part that a backfill needs. */
    public Backfill.Pacing pacing() {
        return new Backfill.Pacing(batchSize, pause.toMillis(), maxPasses);
    }
}
