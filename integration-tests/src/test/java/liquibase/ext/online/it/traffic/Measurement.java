package liquibase.ext.online.it.traffic;

import java.time.Duration;

/** How long an action took, and what readers and writers waited meanwhile. */
public record Measurement(Duration took, Latencies reads, Latencies writes) {
    /** The longest that anybody waited. */
    public Duration longest() {
        return reads.longest().compareTo(writes.longest()) > 0 ? reads.longest() : writes.longest();
    }
}
