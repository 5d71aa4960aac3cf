package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import liquibase.ext.online.lint.catalog.ConstraintInfo.Kind;
import liquibase.ext.online.sql.ChosenName;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** What making, dropping and renaming indexes leaves behind, those of constraints included. */
final class Indexes {
    private final Contents objects;

    /** The table whose CREATE TABLE is being taken: the same key twice in it makes one index. */
    @Nullable
    Table creating;

    Indexes(Contents objects) {
        this.objects = objects;
    }

    /** CREATE INDEX. */
    void create(CreateIndex command) {
        Relation owner = objects.names.find(command.table());
        if (!(owner instanceof View)) {
            owner = objects.table(command.table());
        }
        if (command.name() != null && objects.isTaken(owner.name().sibling(command.name()))) {
            return;
        }
        List<IndexKey> keys = command.keys().stream().map(IndexKey::of).toList();
        IndexInfo.Definition definition = new IndexInfo.Definition(
                command.unique(),
                command.nullsNotDistinct(),
                command.method(),
                command.keys(),
                keys.stream().map(IndexKey::column).toList(),
                command.include(),
                command.where());
        IndexInfo index = make(owner, command.name(), definition);
        if (owner instanceof Table table && table.partitioning != null) {
            index.valid = !command.only() || table.children.isEmpty();
            if (!command.only()) {
                partitions(index, table);
            }
        }
    }

    private IndexInfo make(Relation owner, @Nullable String name, IndexInfo.Definition definition) {
        QualifiedName full = owner.name()
                .sibling(
                        name == null
                                ? objects.names.chooseRelation(
                                        owner.name(),
                                        columnsInName(definition.keys(), definition.include()),
                                        "idx",
                                        false)
                                : name);
        IndexInfo index = new IndexInfo(full, owner, definition);
        owner.indexes.add(index);
        objects.names.add(index);
        return index;
    }

    /** The columns and expressions as a part of a chosen name. */
    static String columnsInName(List<String> keys, List<String> include) {
        List<String> all = new ArrayList<>();
        keys.forEach(key -> all.add(IndexKey.of(key).label()));
        all.addAll(include);
        return ChosenName.columns(ChosenName.distinct(all));
    }

    private void partitions(IndexInfo index, Table table) {
        table.children.forEach(child -> partition(index, child));
    }

    /** Gives a partition its part of an index, an equal one that it has already or a new one. */
    void partition(IndexInfo index, Table child) {
        IndexInfo part = null;
        for (IndexInfo own : child.indexes) {
            if (part == null
                    && own.parent == null
                    && own.definition.equals(index.definition)
                    && (index.constraint == null || own.constraint != null)) {
                part = own;
            }
        }
        if (part == null) {
            part = index.constraint == null
                    ? make(child, null, index.definition)
                    : makeKey(child, null, index.constraint.kind, index.definition);
            partitions(part, child);
        }
        attach(index, part);
    }

    /** An index as LIKE copies it. */
    void copy(IndexInfo index, Table table) {
        if (index.constraint == null) {
            make(table, null, index.definition);
        } else {
            IndexInfo made = makeKey(table, null, index.constraint.kind, index.definition);
            if (made.constraint != null) {
                made.constraint.demand(index.constraint.expression);
            }
        }
    }

    /** ALTER INDEX … ATTACH PARTITION; an index made ON ONLY is valid once it has a part for each partition. */
    void attach(IndexInfo index, IndexInfo part) {
        part.parent = index;
        index.partitions.add(part);
        if (index.owner instanceof Table table && index.partitions.size() == table.children.size()) {
            index.valid = true;
        }
    }

    /** The index and the constraint of a key. */
    void addKey(
            Table table,
            @Nullable String name,
            Kind kind,
            String method,
            List<String> columns,
            List<String> include,
            boolean nullsNotDistinct) {
        if (kind == Kind.PRIMARY && table.primaryKey().isPresent()) {
            return;
        }
        IndexInfo.Definition definition = new IndexInfo.Definition(
                true, nullsNotDistinct, method, columns.stream().map(Sql::name).toList(), columns, include, null);
        if (table == creating) {
            for (IndexInfo other : table.indexes) {
                if (other.definition.equals(definition)) {
                    return;
                }
            }
        }
        IndexInfo index = makeKey(table, name, kind, definition);
        if (table.partitioning != null) {
            partitions(index, table);
        }
    }

    private IndexInfo makeKey(Table table, @Nullable String name, Kind kind, IndexInfo.Definition definition) {
        String label = kind == Kind.PRIMARY ? "pkey" : kind == Kind.UNIQUE ? "key" : "excl";
        String columns = kind == Kind.PRIMARY ? null : columnsInName(definition.keys(), definition.include());
        String chosen = name == null ? objects.names.chooseRelation(table.name(), columns, label, true) : name;
        IndexInfo index = make(table, chosen, definition);
        constrain(index, kind);
        return index;
    }

    /** EXCLUDE [USING method] (element WITH operator, …) [WHERE (…)]. */
    void addExclusion(Table table, @Nullable String name, String text) {
        makeKey(table, name, Kind.EXCLUDE, IndexKey.exclusion(text));
        for (ConstraintInfo constraint : table.constraints.values()) {
            if (constraint.kind == Kind.EXCLUDE && constraint.expression == null) {
                constraint.demand(text);
            }
        }
    }

    /** Makes an index that of a constraint, which has its name. */
    void constrain(IndexInfo index, Kind kind) {
        if (!(index.owner instanceof Table table)
                || table.constraints.containsKey(index.name().name())) {
            return;
        }
        List<String> columns = new ArrayList<>(index.columns());
        columns.removeIf(String::isEmpty);
        ConstraintInfo constraint = new ConstraintInfo(table, index.name().name(), kind, columns);
        constraint.index = index;
        index.constraint = constraint;
        table.constraints.put(constraint.name, constraint);
        objects.names.addConstraint(table.name(), constraint.name);
    }

    /** An index with its constraint, its parts on partitions, and the foreign keys that only it made possible. */
    void drop(IndexInfo index) {
        index.owner.indexes.remove(index);
        objects.names.remove(index);
        if (index.parent != null) {
            index.parent.partitions.remove(index);
        }
        List.copyOf(index.partitions).forEach(this::drop);
        ConstraintInfo constraint = index.constraint;
        if (index.owner instanceof Table table) {
            if (constraint != null && table.constraints.remove(constraint.name, constraint)) {
                objects.names.removeConstraint(table.name(), constraint.name);
            }
            if (index.unique()) {
                dropForeignKeysWithoutKey(table, index.columns());
            }
        }
    }

    private void dropForeignKeysWithoutKey(Table table, List<String> columns) {
        Set<String> key = new HashSet<>(columns);
        boolean other = table.indexes.stream().anyMatch(i -> i.unique() && new HashSet<>(i.columns()).equals(key));
        if (other) {
            return;
        }
        for (ConstraintInfo foreign : List.copyOf(table.incoming)) {
            if (new HashSet<>(foreign.referencedColumns).equals(key)) {
                table.incoming.remove(foreign);
                if (foreign.table.constraints.remove(foreign.name, foreign)) {
                    objects.names.removeConstraint(foreign.table.name(), foreign.name);
                }
            }
        }
    }

    /** The index and the constraint that has its name. */
    void rename(IndexInfo index, String to) {
        objects.names.rename(index, index.name().sibling(to));
        ConstraintInfo constraint = index.constraint;
        if (constraint != null) {
            Table table = constraint.table;
            List<ConstraintInfo> all = List.copyOf(table.constraints.values());
            objects.names.removeConstraint(table.name(), constraint.name);
            constraint.name = to;
            objects.names.addConstraint(table.name(), to);
            table.constraints.clear();
            all.forEach(each -> table.constraints.put(each.name, each));
        }
    }
}
