package liquibase.ext.online.lint.rule;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
import liquibase.ext.online.lint.judge.TransactionLocks;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.Work;
import liquibase.ext.online.recipe.SqlTypes;
import liquibase.ext.online.sql.AlterColumnType;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** Why others wait for ALTER COLUMN TYPE: of each statement one cause, the one that says most. */
enum TypeChangeCause {
    /** The rows are written anew. */
    REWRITE,
    /** The rows stay, but an index or a CHECK depends on the column. */
    DEPENDENTS,
    /** A foreign key ties another table to the column. */
    FOREIGN_KEY;

    /** Calls back for each type change of a statement that blocks for this cause. */
    void ask(StatementContext context, BiConsumer<ActionOn<AlterColumnType>, Footprint> found) {
        if (!(context.command() instanceof AlterTable)) {
            return;
        }
        context.actions(AlterColumnType.class).forEach(change -> {
            Footprint part = context.footprintOf(change);
            if (part.isBlocking() && of(context, change, part) == this) {
                found.accept(change, part);
            }
        });
    }

    private static TypeChangeCause of(StatementContext context, ActionOn<AlterColumnType> change, Footprint part) {
        if (!linked(context, change, part).isEmpty()) {
            return FOREIGN_KEY;
        }
        return TransactionLocks.heaviest(part) == Work.TABLE_REWRITE ? REWRITE : DEPENDENTS;
    }

    /** The tables that foreign keys tie to the column, those of this changeSet left out. */
    static Set<String> linked(StatementContext context, ActionOn<AlterColumnType> change, Footprint part) {
        Set<String> linked = new TreeSet<>();
        for (QualifiedName table :
                context.catalog().linkedBy(change.table(), change.action().column())) {
            if (part.tables().containsKey(table.toString())) {
                linked.add(table.toString());
            }
        }
        return linked;
    }

    /** Such as {@code the type of product.price becomes numeric(12,4)}. */
    static String becomes(ActionOn<AlterColumnType> change) {
        return "the type of " + change.table() + "." + change.action().column() + " becomes "
                + SqlTypes.written(change.action().type());
    }

    /** What is assumed when the present type is not known. */
    static @Nullable String assumed(StatementContext context, ActionOn<AlterColumnType> change) {
        return change.action().computes()
                        || context.catalog()
                                .typeOf(change.table(), change.action().column())
                                .isPresent()
                ? null
                : "The present type of " + change.table() + "."
                        + change.action().column() + " is not known; the change is taken to be one that rewrites.";
    }
}
