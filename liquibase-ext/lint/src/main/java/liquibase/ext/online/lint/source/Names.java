package liquibase.ext.online.lint.source;

import java.util.Set;

/** What can stand in a changeSet. */
final class Names {
    private static final Set<String> NOT_CHANGES = Set.of(
            "rollback",
            "changes",
            "preConditions",
            "preconditions",
            "modifySql",
            "comment",
            "validCheckSum",
            "validCheckSums",
            "property",
            "include",
            "includeAll");

    private Names() {}

    /** Whether an element or a key of this name in a changeSet is a change; what it is otherwise has no effect on tables. */
    static boolean isChange(String name) {
        return !NOT_CHANGES.contains(name);
    }
}
