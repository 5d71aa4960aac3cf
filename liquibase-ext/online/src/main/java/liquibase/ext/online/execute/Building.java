package liquibase.ext.online.execute;

import java.util.List;

/**
 * How far an index build is, as pg_stat_progress_create_index says.
 *
 * @param phase in the server's words, such as {@code building index: scanning table}
 * @param unit what is counted: blocks, rows, or the sessions that are waited for
 * @param done of this phase
 * @param total of this phase; 0 when nothing is counted
 * @param blockers the sessions that it waits for at the moment
 */
public record Building(String phase, String unit, long done, long total, List<String> blockers) {
    public Building {
        blockers = List.copyOf(blockers);
    }
}
