package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.List;

/** The names of what a changeSet made, changed or took away, for the case that nothing comes of it. */
final class Journal {
    private final List<String> names = new ArrayList<>();
    private int committed;

    void note(String name) {
        names.add(name);
    }

    /** Begins with the next changeSet. */
    void clear() {
        names.clear();
        committed = 0;
    }

    /** What was noted so far is not undone by a ROLLBACK. */
    void commit() {
        committed = names.size();
    }

    /** What a ROLLBACK undoes now. */
    List<String> uncommitted() {
        return List.copyOf(names.subList(committed, names.size()));
    }

    List<String> all() {
        return List.copyOf(names);
    }
}
