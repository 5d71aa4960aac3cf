package liquibase.ext.online.lint.catalog;

import java.util.List;

/** Taking objects away, with all that cannot be without them. A DROP that ran had nothing else, or said CASCADE. */
final class Drops {
    private final Contents objects;
    private final Constraints constraints;
    private final Indexes indexes;

    Drops(Contents objects, Constraints constraints, Indexes indexes) {
        this.objects = objects;
        this.constraints = constraints;
        this.indexes = indexes;
    }

    /** Whatever it is. */
    void drop(Relation relation) {
        List.copyOf(relation.readers).forEach(this::drop);
        if (relation instanceof Table table) {
            dropTable(table);
        } else if (relation instanceof IndexInfo index) {
            indexes.drop(index);
        } else if (relation instanceof SequenceInfo sequence) {
            dropDefaults(sequence);
            sequence.ownedBy(null, null);
        } else if (relation instanceof View view) {
            view.reads.keySet().forEach(read -> read.readers.remove(view));
            List.copyOf(view.indexes).forEach(indexes::drop);
        }
        objects.names.remove(relation);
    }

    /** A default, a constraint, an index or, by its name, a trigger of a table that stays. */
    void dropPart(Table table, Object part) {
        if (part instanceof ColumnInfo column) {
            table.change(column.name(), old -> old.withDefault(null));
        } else if (part instanceof ConstraintInfo constraint) {
            constraints.remove(constraint);
        } else if (part instanceof IndexInfo index) {
            drop(index);
        } else {
            table.triggers.remove(part);
        }
    }

    private void dropDefaults(SequenceInfo sequence) {
        for (Table user : sequence.users) {
            for (ColumnInfo column : List.copyOf(user.columns.values())) {
                if (objects.sequenceIn(column.defaultExpression()) == sequence) {
                    user.change(column.name(), old -> old.withDefault(null));
                }
            }
        }
    }

    private void dropTable(Table table) {
        List.copyOf(table.children).forEach(this::drop);
        table.parents.forEach(parent -> parent.children.remove(table));
        List.copyOf(table.incoming).forEach(constraints::remove);
        List.copyOf(table.constraints.values()).forEach(constraints::remove);
        for (IndexInfo index : List.copyOf(table.indexes)) {
            objects.names.remove(index);
            if (index.parent != null) {
                index.parent.partitions.remove(index);
            }
        }
        List.copyOf(table.sequences).forEach(this::drop);
    }
}
