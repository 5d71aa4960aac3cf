package liquibase.ext.online.lint.rule;

import java.util.HashMap;
import java.util.Map;

/**
 * Which names the statements of a changeSet give, and the last place of each: whether a later one takes a name again is
 * asked for every statement.
 */
final class TakenNames<N> {
    private final Map<N, Integer> last = new HashMap<>();

    /** Notes what the statement of an index takes; they come in their order. */
    void take(int index, N name) {
        last.put(name, index);
    }

    /** Whether a statement behind an index takes a name. */
    boolean isTakenBehind(int index, N name) {
        return last.getOrDefault(name, -1) > index;
    }
}
