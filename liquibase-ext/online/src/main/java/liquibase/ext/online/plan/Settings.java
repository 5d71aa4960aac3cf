package liquibase.ext.online.plan;

import static liquibase.ext.online.plan.Demand.require;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How patient, how fast and how considerate an online change is; the README explains each setting. {@code SettingsTest}
 * pins the defaults.
 *
 * @param allowPooler whether a connection through a pooler is accepted
 * @param acceptRowSecurity whether rows that a policy may hide are taken for all rows
 * @param smallTable bytes of the largest table that is changed at once, in one short transaction; 0 for none
 */
public record Settings(
        Locking locking,
        Pacing pacing,
        Throttling throttling,
        boolean allowPooler,
        boolean acceptRowSecurity,
        long smallTable) {

    /** What holds when nobody says otherwise. */
    public static final Settings DEFAULTS =
            new Settings(Locking.DEFAULTS, Pacing.DEFAULTS, Throttling.NONE, false, false, 8 << 20);

    /**
     * How locks that stop others are asked for.
     *
     * @param timeout the longest that one request may stand in the lock queue; at least 1 ms
     * @param budget how long a lock is asked for in all before the change gives up; at least the timeout
     * @param endIdleBlockersAfter sessions in the way that have been idle in a transaction for longer are ended; null to
     *     end none
     * @param showBlockerQuery whether messages quote the query of a session that is in the way
     */
    public record Locking(
            Duration timeout, Duration budget, @Nullable Duration endIdleBlockersAfter, boolean showBlockerQuery) {

        /** What holds when nobody says otherwise. */
        public static final Locking DEFAULTS = new Locking(Duration.ofMillis(200), Duration.ofMinutes(10), null, false);

        public Locking {
            require(timeout.toMillis() >= 1, "lockTimeout", timeout, "1ms or more: 0 would wait for ever");
            require(budget.compareTo(timeout) >= 0, "lockBudget", budget, "at least lockTimeout");
            if (endIdleBlockersAfter != null) {
                require(
                        endIdleBlockersAfter.toSeconds() >= 1,
                        "endIdleBlockersAfter",
                        endIdleBlockersAfter,
                        "1s or more");
            }
        }
    }
}
