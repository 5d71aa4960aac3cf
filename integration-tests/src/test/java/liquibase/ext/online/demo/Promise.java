package liquibase.ext.online.demo;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import liquibase.ext.online.it.traffic.Measurement;

/**
 * What the online changes promise: nobody waits longer than a lock timeout plus what clients of this machine wait anyway.
 * The latter is measured in the same run, beside a bulk load that has nothing to do with the table, and allowed three
 * times over: a single measurement of rare events on a shared disk does not see the worst.
 *
 * @param bound the longest wait that keeps the promise
 * @param online the longest wait during the online changes
 * @param stock the longest wait during the stock changes
 */
record Promise(Duration bound, Duration online, Duration stock) {
    private static final int ALLOWANCE = 3;

    static Promise of(
            Duration lockTimeout,
            Measurement undisturbed,
            Collection<Measurement> online,
            Collection<Measurement> stock) {
        return new Promise(
                lockTimeout.plus(undisturbed.longest().multipliedBy(ALLOWANCE)), longest(online), longest(stock));
    }

    boolean kept() {
        return online.compareTo(bound) <= 0 && online.compareTo(stock) < 0;
    }

    String verdict() {
        return "%s: longest wait online %s, promised %s (stock: %s)"
                .formatted(kept() ? "KEPT" : "BROKEN", Table.time(online), Table.time(bound), Table.time(stock));
    }

    private static Duration longest(Collection<Measurement> measurements) {
        return measurements.stream()
                .map(Measurement::longest)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
