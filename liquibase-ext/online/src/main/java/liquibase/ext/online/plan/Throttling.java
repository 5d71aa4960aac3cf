package liquibase.ext.online.plan;

import static liquibase.ext.online.plan.Demand.require;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What holds a backfill back. Each is off when null. One that cannot be read holds it back as well, and says so.
 *
 * @param maxReplicaLag the longest that a streaming standby may be behind in replaying
 * @param maxSlotWal the most bytes of WAL that a replication slot may keep
 * @param maxActiveSessions the most sessions at work on the server, ours not counted
 * @param maxLockWaiters the most sessions that may wait for locks which the backfill holds
 * @param pauseWhile an SQL condition that holds the backfill while it is true or NULL
 * @param window the hours in which the backfill may work
 */
public record Throttling(
        @Nullable Duration maxReplicaLag,
        @Nullable Long maxSlotWal,
        @Nullable Integer maxActiveSessions,
        @Nullable Integer maxLockWaiters,
        @Nullable String pauseWhile,
        @Nullable Window window) {

    /** Nothing holds it back. */
    public static final Throttling NONE = new Throttling(null, null, null, null, null, null);

    /**
     * A daily window, which may span midnight.
     *
     * @param from inclusive
     * @param until exclusive
     */
    public record Window(LocalTime from, LocalTime until, ZoneId zone) {
        public Window {
            require(!from.equals(until), "window", from + "-" + until, "two different times");
        }

        /** Whether a time of day lies in the window. */
        public boolean contains(LocalTime time) {
            boolean behindStart = !time.isBefore(from);
            boolean beforeEnd = time.isBefore(until);
            return from.isBefore(until) ? behindStart && beforeEnd : behindStart || beforeEnd;
        }
    }

    public Throttling {
        if (maxReplicaLag != null) {
            require(maxReplicaLag.toMillis() >= 1, "maxReplicaLag", maxReplicaLag, "1ms or more");
        }
        if (maxSlotWal != null) {
            require(maxSlotWal >= 0, "maxSlotWal", maxSlotWal, "0 or more");
        }
        if (maxActiveSessions != null) {
            require(maxActiveSessions >= 0, "maxActiveSessions", maxActiveSessions, "0 or more");
        }
        if (maxLockWaiters != null) {
            require(maxLockWaiters >= 0, "maxLockWaiters", maxLockWaiters, "0 or more");
        }
    }
}
