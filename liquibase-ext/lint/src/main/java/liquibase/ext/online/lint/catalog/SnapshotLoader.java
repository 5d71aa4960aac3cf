package liquibase.ext.online.lint.catalog;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.lint.catalog.Snapshot.ConstraintEntry;
import liquibase.ext.online.lint.catalog.Snapshot.IndexEntry;
import liquibase.ext.online.lint.catalog.Snapshot.Name;
import liquibase.ext.online.lint.catalog.Snapshot.TableEntry;
import liquibase.ext.online.sql.QualifiedName;

/** Puts what a snapshot has into an empty catalog. */
final class SnapshotLoader {
    private final Contents objects;
    private final Constraints constraints;

    SnapshotLoader(Contents objects) {
        this.objects = objects;
        this.constraints = new Constraints(objects, new Indexes(objects));
    }

    void load(Snapshot snapshot) {
        snapshot.types().forEach(this::type);
        for (Snapshot.TypeEntry entry : snapshot.types()) {
            TypeInfo type = objects.types.find(full(entry.name()));
            if (type != null && type.base != null) {
                type.baseType = objects.types.named(type.base);
                Optional.ofNullable(type.baseType).ifPresent(base -> base.derived.add(type));
            }
        }
        snapshot.tables().forEach(this::table);
        for (TableEntry entry : snapshot.tables()) {
            Table table = objects.table(full(entry.name()));
            for (Name name : entry.parents()) {
                Table parent = objects.table(full(name));
                parent.adopt(table);
            }
            entry.indexes().forEach(index -> index(table, index));
            entry.constraints().forEach(constraint -> constraint(table, constraint));
        }
        views(snapshot);
        for (TableEntry entry : snapshot.tables()) {
            entry.indexes().forEach(index -> parent(entry.name(), index));
        }
        for (Snapshot.SequenceEntry entry : snapshot.sequences()) {
            SequenceInfo sequence = new SequenceInfo(full(entry.name()));
            objects.names.add(sequence);
            if (entry.owner() != null) {
                sequence.ownedBy(objects.table(full(entry.owner())), entry.column());
            }
        }
        for (TableEntry entry : snapshot.tables()) {
            Table table = objects.table(full(entry.name()));
            entry.columns().forEach(column -> objects.useSequence(table, column.defaultExpression()));
        }
        snapshot.functions().forEach(function -> objects.functions.add(function.name(), function.notVolatile()));
    }

    private void type(Snapshot.TypeEntry entry) {
        TypeInfo type = new TypeInfo(full(entry.name()), entry.kind());
        type.make(entry.values());
        type.base = entry.base();
        type.notNull = entry.notNull();
        type.checks.putAll(entry.checks());
        entry.checks().keySet().forEach(check -> objects.names.addConstraint(type.name, check));
        objects.types.add(type);
    }

    private void table(TableEntry entry) {
        Table table = objects.create(full(entry.name()));
        entry.columns().forEach(column -> table.columns.put(column.name(), column));
        entry.columns().forEach(column -> objects.types.use(table, column.type()));
        entry.triggers().forEach(trigger -> table.triggers.put(trigger, ""));
        table.tablespace = entry.tablespace();
        table.accessMethod = entry.accessMethod();
        table.filled = true;
        table.rows = entry.rows();
        table.bytes = entry.bytes();
        table.bound = entry.bound();
        if (entry.partitionBy() != null) {
            TableCreation.readOptions(table, "PARTITION BY " + entry.partitionBy());
        }
    }

    private void index(Relation owner, IndexEntry entry) {
        IndexInfo index = new IndexInfo(
                owner.name().sibling(entry.name()),
                owner,
                new IndexInfo.Definition(
                        entry.unique(),
                        entry.nullsNotDistinct(),
                        entry.method(),
                        entry.keys(),
                        entry.columns(),
                        entry.include(),
                        entry.where()));
        index.valid = entry.valid();
        owner.indexes.add(index);
        objects.names.add(index);
    }

    private void parent(Name table, IndexEntry entry) {
        if (entry.parent() != null
                && objects.names.find(full(entry.parent())) instanceof IndexInfo parent
                && objects.names.find(full(table).sibling(entry.name())) instanceof IndexInfo index) {
            index.parent = parent;
            parent.partitions.add(index);
        }
    }

    private void constraint(Table table, ConstraintEntry entry) {
        ConstraintInfo constraint = new ConstraintInfo(table, entry.name(), entry.kind(), entry.columns());
        constraint.demand(entry.expression());
        constraint.valid = entry.valid();
        constraint.enforced = entry.enforced();
        constraint.inheritable = entry.inheritable();
        constraint.referencedColumns = List.copyOf(entry.referencedColumns());
        if (entry.references() != null) {
            Table referenced = objects.table(full(entry.references()));
            constraint.referenced = referenced;
            referenced.incoming.add(constraint);
        }
        boolean hasIndex = switch (entry.kind()) {
            case PRIMARY, UNIQUE, EXCLUDE -> true;
            default -> false;
        };
        if (hasIndex && objects.names.find(table.name().sibling(entry.name())) instanceof IndexInfo index) {
            constraint.index = index;
            index.constraint = constraint;
        }
        constraints.put(constraint);
    }

    private void views(Snapshot snapshot) {
        for (Snapshot.ViewEntry entry : snapshot.views()) {
            View view = new View(full(entry.name()), entry.materialized());
            objects.names.add(view);
            entry.indexes().forEach(index -> index(view, index));
        }
        for (Snapshot.ViewEntry entry : snapshot.views()) {
            if (objects.names.find(full(entry.name())) instanceof View view) {
                for (Snapshot.Read read : entry.reads()) {
                    Relation relation = objects.names.find(full(read.relation()));
                    if (relation != null) {
                        view.reads.put(relation, new LinkedHashSet<>(read.columns()));
                        relation.readers.add(view);
                    }
                }
            }
        }
    }

    private static QualifiedName full(Name name) {
        return new QualifiedName(name.schema(), name.name());
    }
}
