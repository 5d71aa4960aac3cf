package liquibase.ext.online.lint.judge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import liquibase.ext.online.lint.catalog.Catalog;
import liquibase.ext.online.lint.catalog.OfLiquibase;
import liquibase.ext.online.lint.catalog.Table;
import liquibase.ext.online.lint.catalog.Unmade;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.sql.AlterColumnType;
import liquibase.ext.online.sql.AlterConstraint;
import liquibase.ext.online.sql.AlterIndex;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Caller;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.DropColumn;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.DropNotNull;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RenameColumn;
import liquibase.ext.online.sql.RenameConstraint;
import liquibase.ext.online.sql.SetNotNull;
import liquibase.ext.online.sql.ValidateConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Relations that stand in the database although the changelog never makes them: a statement that runs in any case, and
 * would fail without them, says so. What precedes it cannot know.
 */
final class Outside {
    private final Catalog catalog;
    private final Set<QualifiedName> named = new LinkedHashSet<>();
    private final Set<QualifiedName> ownersOfNamed = new LinkedHashSet<>();

    Outside(Catalog catalog) {
        this.catalog = catalog;
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
        } else if (command instanceof AlterIndex alter) {
            needed.add(alter.index());
        } else if (command instanceof AlterTable alter && !mayDoWithout(command)) {
            parts(alter, needed);
        }
        needed.removeIf(name -> name.isSystem() || OfLiquibase.isTable(name));
        needed.replaceAll(catalog::resolve);
        needed.removeIf(catalog::exists);
        return needed.isEmpty() || mayDoWithout(command) ? List.of() : needed;
    }

    /** The constraints and columns that it names of a table which the changelog has made without them. */
    private void parts(AlterTable alter, List<QualifiedName> needed) {
        Table table = catalog.table(alter.table()).filter(Table::isCreated).orElse(null);
        if (table == null) {
            return;
        }
        for (AlterTable.Action action : alter.actions()) {
            String constraint = constraint(action);
            if (constraint != null && table.constraint(constraint).isEmpty()) {
                ownersOfNamed.add(table.name());
                needed.add(table.name().sibling(constraint));
            }
            String column = column(action);
            if (column != null && table.column(column).isEmpty()) {
                ownersOfNamed.add(table.name());
            }
        }
    }

    private static @Nullable String constraint(AlterTable.Action action) {
        return action instanceof DropConstraint drop
                ? drop.name()
                : action instanceof RenameConstraint rename
                        ? rename.name()
                        : action instanceof ValidateConstraint validate
                                ? validate.name()
                                : action instanceof AlterConstraint alter ? alter.name() : null;
    }

    private static @Nullable String column(AlterTable.Action action) {
        return action instanceof DropColumn drop
                ? drop.column()
                : action instanceof RenameColumn rename
                        ? rename.column()
                        : action instanceof AlterColumnType type
                                ? type.column()
                                : action instanceof SetNotNull set
                                        ? set.column()
                                        : action instanceof DropNotNull drop ? drop.column() : null;
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
    Unmade unmade() {
        Set<QualifiedName> outside = new LinkedHashSet<>(named);
        outside.removeIf(catalog::exists);
        return new Unmade(outside, ownersOfNamed);
    }
}
