package liquibase.ext.online.sql;

import java.util.List;

/**
 * How the rows of a partitioned table are divided.
 *
 * @param strategy RANGE, LIST or HASH
 * @param keys columns or expressions as SQL text
 */
public record Partitioning(String strategy, List<String> keys) {
    public Partitioning {
        keys = List.copyOf(keys);
    }
}
