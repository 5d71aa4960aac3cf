package liquibase.ext.online.lint.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import liquibase.ext.online.lint.catalog.ColumnInfo.Origin;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AddIdentity;
import liquibase.ext.online.sql.AlterColumnType;
import liquibase.ext.online.sql.AlterIdentity;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.AttachPartition;
import liquibase.ext.online.sql.DetachPartition;
import liquibase.ext.online.sql.DropColumn;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.DropDefault;
import liquibase.ext.online.sql.DropExpression;
import liquibase.ext.online.sql.DropFoundConstraint;
import liquibase.ext.online.sql.DropIdentity;
import liquibase.ext.online.sql.DropNotNull;
import liquibase.ext.online.sql.Inherit;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RenameColumn;
import liquibase.ext.online.sql.RenameConstraint;
import liquibase.ext.online.sql.RenameTable;
import liquibase.ext.online.sql.SetAccessMethod;
import liquibase.ext.online.sql.SetDefault;
import liquibase.ext.online.sql.SetEnforced;
import liquibase.ext.online.sql.SetExpression;
import liquibase.ext.online.sql.SetNotNull;
import liquibase.ext.online.sql.SetSchema;
import liquibase.ext.online.sql.SetTablespace;
import liquibase.ext.online.sql.ValidateConstraint;
import org.jspecify.annotations.Nullable;

/** What each action of ALTER TABLE leaves behind. */
final class TableChange {
    private final Map<Class<?>, BiConsumer<Table, AlterTable.Action>> actions = new HashMap<>();
    private final Contents objects;
    private final Columns columns;
    private final Constraints constraints;
    private final Indexes indexes;
    private final Drops drops;

    TableChange(Contents objects, Columns columns, Constraints constraints, Indexes indexes, Drops drops) {
        this.objects = objects;
        this.columns = columns;
        this.constraints = constraints;
        this.indexes = indexes;
        this.drops = drops;
        on(AddColumn.class, (table, action) -> columns.add(table, action.definition()));
        on(DropColumn.class, (table, action) -> columns.drop(table, action.column(), drops));
        on(RenameColumn.class, (table, action) -> renameColumn(table, action.column(), action.newName()));
        on(AlterColumnType.class, this::changeType);
        on(SetDefault.class, (table, action) -> setDefault(table, action.column(), action.expression()));
        on(DropDefault.class, (table, action) -> setDefault(table, action.column(), null));
        on(SetNotNull.class, (table, action) -> constraints.setNotNull(table, action.column(), null, true));
        on(DropNotNull.class, (table, action) -> constraints.dropNotNull(table, action.column()));
        on(AddIdentity.class, this::addIdentity);
        on(AlterIdentity.class, this::alterIdentity);
        on(DropIdentity.class, this::dropIdentity);
        on(
                SetExpression.class,
                (table, action) -> table.change(
                        action.column(), column -> column.withOrigin(column.origin(), action.expression())));
        on(
                DropExpression.class,
                (table, action) -> table.change(action.column(), column -> column.withOrigin(Origin.PLAIN, null)));
        on(
                AddConstraint.class,
                (table, action) -> constraints.add(table, action.name(), action.definition(), action.notValid()));
        on(DropConstraint.class, (table, action) -> constraints.drop(table, action.name()));
        on(SetEnforced.class, (table, action) -> constraints.enforce(table, action.constraint(), action.enforced()));
        on(DropFoundConstraint.class, this::dropFound);
        on(ValidateConstraint.class, (table, action) -> constraints.validate(table, action.name()));
        on(RenameConstraint.class, (table, action) -> constraints.rename(table, action.name(), action.newName()));
        on(AttachPartition.class, this::attach);
        on(DetachPartition.class, (table, action) -> detach(table, objects.table(action.partition())));
        on(Inherit.class, this::inherit);
        on(SetTablespace.class, (table, action) -> table.tablespace = action.tablespace());
        on(SetAccessMethod.class, (table, action) -> table.accessMethod = action.method());
    }

    private <A extends AlterTable.Action> void on(Class<A> type, BiConsumer<Table, A> change) {
        actions.put(type, (table, action) -> change.accept(table, type.cast(action)));
    }

    /** ALTER TABLE. It may name a view, a sequence or an index as well. */
    void alter(AlterTable command) {
        Relation relation = objects.names.find(command.table());
        if (relation == null && command.ifExists()) {
            return;
        }
        for (AlterTable.Action action : command.actions()) {
            if (action instanceof RenameTable rename) {
                rename(relation == null ? objects.table(command.table()) : relation, rename.newName());
            } else if (action instanceof SetSchema move) {
                move(relation == null ? objects.table(command.table()) : relation, move.schema());
            } else if (relation == null || relation instanceof Table) {
                change(objects.table(command.table()), action, command.only());
            }
        }
    }

    private void change(Table table, AlterTable.Action action, boolean only) {
        BiConsumer<Table, AlterTable.Action> change = actions.get(action.getClass());
        if (change == null) {
            return;
        }
        if (!only || table.children.isEmpty()) {
            change.accept(table, action);
            return;
        }
        List<Table> children = List.copyOf(table.children);
        table.children.clear();
        change.accept(table, action);
        table.children.addAll(children);
    }

    /** RENAME TO of any relation. */
    void rename(Relation relation, String newName) {
        if (relation instanceof IndexInfo index) {
            indexes.rename(index, newName);
        } else {
            objects.names.rename(relation, relation.name().sibling(newName));
        }
    }

    /** DROP COLUMN, by whatever command. */
    void dropColumn(Table table, String column) {
        columns.drop(table, column, drops);
    }

    /** SET SCHEMA: indexes, constraints and owned sequences go along. */
    void move(Relation relation, String schema) {
        String name = relation.name().name();
        if (relation instanceof Table table) {
            table.constraints.keySet().forEach(constraint -> objects.names.removeConstraint(table.name(), constraint));
            table.sequences.forEach(sequence -> move(sequence, schema));
        }
        relation.indexes.forEach(index -> move(index, schema));
        objects.names.rename(relation, new QualifiedName(schema, name));
        if (relation instanceof Table table) {
            table.constraints.keySet().forEach(constraint -> objects.names.addConstraint(table.name(), constraint));
        }
    }

    /** Where there are several that it may be, which are left is not known. */
    private void dropFound(Table table, DropFoundConstraint action) {
        List<ConstraintInfo> candidates = table.constraints.values().stream()
                .filter(constraint -> constraint.kind != ConstraintInfo.Kind.NOT_NULL)
                .filter(constraint -> action.kind() == null || action.kind().startsWith(constraint.kind.name()))
                .toList();
        if (candidates.size() == 1) {
            constraints.drop(table, candidates.get(0).name);
        } else if (!candidates.isEmpty()) {
            table.complete = false;
        }
    }

    private static void renameColumn(Table table, String from, String to) {
        table.renameColumn(from, to);
        table.children.forEach(child -> renameColumn(child, from, to));
    }

    private void changeType(Table table, AlterColumnType action) {
        String collation =
                action.collation() == null ? null : action.collation().toString();
        for (Table each : Contents.withDescendants(table)) {
            each.change(action.column(), column -> column.withType(action.type(), collation));
            objects.types.use(each, action.type());
        }
    }

    private void setDefault(Table table, String column, @Nullable String expression) {
        for (Table each : Contents.withDescendants(table)) {
            each.change(column, old -> old.withDefault(expression));
            objects.useSequence(each, expression);
        }
    }

    private void addIdentity(Table table, AddIdentity action) {
        columns.ownSequence(table, action.column());
        Origin origin = action.always() ? Origin.IDENTITY_ALWAYS : Origin.IDENTITY_BY_DEFAULT;
        table.change(action.column(), column -> column.withOrigin(origin, null));
    }

    private void alterIdentity(Table table, AlterIdentity action) {
        String changes = action.changes().toUpperCase(Locale.ROOT);
        if (changes.contains("GENERATED")) {
            Origin origin = changes.contains("ALWAYS") ? Origin.IDENTITY_ALWAYS : Origin.IDENTITY_BY_DEFAULT;
            table.change(action.column(), column -> column.withOrigin(origin, null));
        }
    }

    private void dropIdentity(Table table, DropIdentity action) {
        table.change(
                action.column(),
                column -> column.origin().isIdentity() ? column.withOrigin(Origin.PLAIN, null) : column);
        for (SequenceInfo sequence : List.copyOf(table.sequences)) {
            if (action.column().equals(sequence.ownerColumn)) {
                drops.drop(sequence);
            }
        }
    }

    private void attach(Table parent, AttachPartition action) {
        Table partition = objects.table(action.partition());
        partition.bound = action.bound();
        parent.adopt(partition);
        constraints.inherit(partition, parent);
        List.copyOf(parent.indexes).forEach(index -> indexes.partition(index, partition));
        partition.triggers.putAll(parent.triggers);
    }

    private static void detach(Table parent, Table partition) {
        partition.parents.remove(parent);
        parent.children.remove(partition);
        partition.bound = null;
        for (IndexInfo index : partition.indexes) {
            if (index.parent != null) {
                index.parent.partitions.remove(index);
                index.parent = null;
            }
        }
    }

    private void inherit(Table table, Inherit action) {
        Table parent = objects.table(action.parent());
        if (action.inherits()) {
            parent.adopt(table);
        } else {
            table.parents.remove(parent);
            parent.children.remove(table);
        }
    }
}
