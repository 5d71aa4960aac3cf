package liquibase.ext.online.lint.rule;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Column;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A column that an ALTER TABLE adds with a constraint.
 *
 * @param name the constraint's; null where PostgreSQL chooses
 * @param footprint what the constraint, without the column's type and default, does to tables that exist before
 */
record AddedColumn<C extends ColumnConstraint>(
        QualifiedName table, Column column, @Nullable String name, C constraint, Footprint footprint) {
    /** Stands for any type that costs nothing. */
    private static final String PLAIN_TYPE = "integer";

    /** Those with a constraint of one kind for which readers or writers of an existing table wait. */
    static <C extends ColumnConstraint> List<AddedColumn<C>> blocking(StatementContext context, Class<C> kind) {
        if (!(context.command() instanceof AlterTable alter)) {
            return List.of();
        }
        List<AddedColumn<C>> added = new ArrayList<>();
        for (AlterTable.Action action : alter.actions()) {
            if (action instanceof AddColumn add && !add.isIdle(alter.table(), context.catalog())) {
                for (ColumnConstraint each : add.definition().constraints()) {
                    @Nullable String name = each instanceof ColumnConstraint.Named named ? named.name() : null;
                    ColumnConstraint constraint =
                            each instanceof ColumnConstraint.Named named ? named.constraint() : each;
                    if (kind.isInstance(constraint)) {
                        Footprint footprint = alone(context, alter.table(), add.definition(), constraint);
                        if (footprint.isBlocking()) {
                            added.add(new AddedColumn<>(
                                    alter.table(), add.definition(), name, kind.cast(constraint), footprint));
                        }
                    }
                }
            }
        }
        return added;
    }

    /** The action itself, for its online way. */
    ActionOn<AddColumn> action() {
        return new ActionOn<>(table, new AddColumn(false, column));
    }

    /** What decides whether a foreign key is checked is whether rows get a value, not which. */
    private static Footprint alone(
            StatementContext context, QualifiedName table, Column column, ColumnConstraint constraint) {
        List<ColumnConstraint> constraints = new ArrayList<>();
        if (column.fillsRows()) {
            boolean withNull = "null".equalsIgnoreCase(column.defaultExpression());
            constraints.add(new ColumnConstraint.Default(withNull ? "null" : "0"));
        }
        constraints.add(constraint);
        Column plain = new Column(column.name(), PLAIN_TYPE, null, constraints);
        return context.footprintOf(new ActionOn<>(table, new AddColumn(false, plain)));
    }
}
