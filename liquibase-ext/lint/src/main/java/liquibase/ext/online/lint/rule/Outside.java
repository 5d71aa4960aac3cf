package liquibase.ext.online.lint.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import liquibase.ext.online.lint.catalog.Catalog;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.sql.Caller;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.QualifiedName;

/**
 * Relations that stand in the database although the changelog never makes them: a statement that runs in any case, and
 * would fail without them, says so. What precedes it cannot know.
 */
final class Outside {
    /** They say nothing of what the changelog has made. */
    private static final Set<String> OF_LIQUIBASE = Set.of("databasechangelog", "databasechangeloglock");

    private final Catalog catalog;
    private final Set<QualifiedName> named = new LinkedHashSet<>();

    Outside(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Whether a statement of the changeSet that fails would end the update. */
    static boolean needsItsTables(ChangeSetUnit changeSet, Preconditions preconditions) {
        return !Boolean.FALSE.equals(changeSet.source().getFailOnError()) && preconditions.surelyRuns(changeSet);
    }

    /** What a command needs and the changelog has not made, before the command is replayed. */
    List<QualifiedName> needed(Command command, Footprint footprint) {
        List<QualifiedName> needed = new ArrayList<>();
        for (String table : footprint.tables().keySet()) {
            if (!table.startsWith("(")) {
                needed.add(QualifiedName.parse(table));
            }
        }
        if (command instanceof DropIndex drop) {
            needed.addAll(drop.indexes());
        }
        needed.removeIf(name -> name.isSystem() || OF_LIQUIBASE.contains(name.name()));
        needed.replaceAll(catalog::resolve);
        needed.removeIf(catalog::exists);
        return needed.isEmpty() || mayDoWithout(command) ? List.of() : needed;
    }

    /** Whether it has conditions of its own. */
    private static boolean mayDoWithout(Command command) {
        return command instanceof Caller
                || command.sql().toUpperCase(Locale.ROOT).contains("IF EXISTS");
    }

    /** Notes what a command needed, when it has been replayed and may have made it itself. */
    void note(List<QualifiedName> needed) {
        needed.stream().filter(name -> !catalog.exists(name)).forEach(named::add);
    }

    /** All of them, at the end of the changelog. */
    Set<QualifiedName> relations() {
        Set<QualifiedName> outside = new LinkedHashSet<>(named);
        outside.removeIf(catalog::exists);
        return outside;
    }
}
