package liquibase.ext.online.lint.finding;

import java.util.List;
import java.util.OptionalLong;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * What happens to one table that existed before.
 *
 * @param table as SQL text; in parentheses when its name is not known
 * @param lock the strongest lock on it
 * @param work what is done while that lock is held, heaviest first; empty for system catalogs only
 * @param rows its size where it is known
 */
public record TableEffect(String table, LockMode lock, List<Work> work, OptionalLong rows) {
    public TableEffect {
        work = List.copyOf(work);
    }
}
