package liquibase.ext.online.lint.rule;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A constraint that an ALTER TABLE adds.
 *
 * @param name null where PostgreSQL chooses
 * @param footprint what adding it, alone, does to tables that exist before
 */
record AddedConstraint<D extends AddConstraint.Definition>(
        QualifiedName table, @Nullable String name, D definition, Footprint footprint) {

    /** Those of one kind for which readers or writers of an existing table wait. */
    static <D extends AddConstraint.Definition> List<AddedConstraint<D>> blocking(
            StatementContext context, Class<D> kind) {
        if (!(context.command() instanceof AlterTable alter)) {
            return List.of();
        }
        List<AddedConstraint<D>> added = new ArrayList<>();
        for (AlterTable.Action action : alter.actions()) {
            if (action instanceof AddConstraint add && kind.isInstance(add.definition())) {
                Footprint footprint = context.footprintOf(new ActionOn<>(alter.table(), add));
                if (footprint.isBlocking()) {
                    added.add(new AddedConstraint<>(alter.table(), add.name(), kind.cast(add.definition()), footprint));
                }
            }
        }
        return added;
    }

    /** The action itself, for its online way. */
    ActionOn<AddConstraint> action() {
        return new ActionOn<>(table, AddConstraint.valid(name, definition));
    }
}
