package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import liquibase.ext.online.lint.catalog.ConstraintInfo.Kind;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.ChosenName;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.Exclude;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.NoInherit;
import liquibase.ext.online.sql.NotEnforced;
import liquibase.ext.online.sql.NotNullConstraint;
import liquibase.ext.online.sql.PrimaryKey;
import liquibase.ext.online.sql.PrimaryKeyUsingIndex;
import liquibase.ext.online.sql.TemporalKey;
import liquibase.ext.online.sql.Unique;
import liquibase.ext.online.sql.UniqueUsingIndex;
import org.jspecify.annotations.Nullable;

/** What adding and dropping constraints leaves behind. */
final class Constraints {
    private final Contents objects;
    private final Indexes indexes;

    Constraints(Contents objects, Indexes indexes) {
        this.objects = objects;
        this.indexes = indexes;
    }

    /** ADD CONSTRAINT, on partitions and inheriting tables too. */
    void add(Table table, @Nullable String name, AddConstraint.Definition definition, boolean notValid) {
        if (name != null && table.constraints.containsKey(name)) {
            return;
        }
        if (definition instanceof NoInherit own) {
            addCheck(table, name, own.definition(), notValid, true, false);
        } else if (definition instanceof NotEnforced unenforced) {
            boolean inherit = !(unenforced.definition() instanceof NoInherit);
            AddConstraint.Definition inner =
                    unenforced.definition() instanceof NoInherit own ? own.definition() : unenforced.definition();
            addCheck(table, name, inner, true, false, inherit);
            if (inner instanceof ForeignKey key) {
                addForeignKey(table, name, key, true, false);
            }
        } else if (definition instanceof Check) {
            addCheck(table, name, definition, notValid, true, true);
        } else if (definition instanceof NotNullConstraint notNull) {
            setNotNull(table, notNull.column(), name, !notValid);
        } else if (definition instanceof ForeignKey key) {
            addForeignKey(table, name, key, notValid, true);
        } else {
            addWithIndex(table, name, definition);
        }
    }

    private void addCheck(
            Table table,
            @Nullable String name,
            AddConstraint.Definition definition,
            boolean notValid,
            boolean enforced,
            boolean inheritable) {
        if (definition instanceof NotNullConstraint notNull) {
            setNotNull(table, notNull.column(), name, !notValid);
            return;
        }
        if (!(definition instanceof Check check)) {
            return;
        }
        Set<String> columns = SqlText.columnsIn(check.expression(), table.columns.keySet());
        String column = columns.size() == 1 ? columns.iterator().next() : null;
        String chosen = name == null ? objects.names.chooseConstraint(table.name(), column, "check") : name;
        ConstraintInfo constraint = new ConstraintInfo(table, chosen, Kind.CHECK, List.copyOf(columns));
        constraint.demand(check.expression());
        constraint.valid = !notValid;
        constraint.enforced = enforced;
        constraint.inheritable = inheritable;
        put(constraint);
        if (inheritable) {
            for (Table child : table.children) {
                addCheck(child, chosen, definition, notValid, enforced, true);
            }
        }
    }

    private void addForeignKey(Table table, @Nullable String name, ForeignKey key, boolean notValid, boolean enforced) {
        Table referenced = objects.table(key.referencedTable());
        String chosen = name == null || table.constraints.containsKey(name)
                ? objects.names.chooseConstraint(table.name(), ChosenName.columns(key.columns()), "fkey")
                : name;
        ConstraintInfo constraint = new ConstraintInfo(table, chosen, Kind.FOREIGN, key.columns());
        constraint.valid = !notValid;
        constraint.enforced = enforced;
        constraint.referencedColumns = key.referencedColumns().isEmpty()
                ? referenced.primaryKey().map(ConstraintInfo::columns).orElse(List.of())
                : key.referencedColumns();
        reference(constraint, referenced);
        if (table.partitioning != null) {
            // A partition that has such a key keeps it.
            for (Table partition : table.children) {
                copyForeignKey(partition, constraint);
            }
        }
    }

    private void reference(ConstraintInfo constraint, Table referenced) {
        constraint.referenced = referenced;
        referenced.incoming.add(constraint);
        put(constraint);
    }

    private void addWithIndex(Table table, @Nullable String name, AddConstraint.Definition definition) {
        if (definition instanceof PrimaryKey key) {
            indexes.addKey(table, name, Kind.PRIMARY, CreateIndex.DEFAULT_METHOD, key.columns(), key.include(), false);
            key.columns().forEach(column -> setNotNull(table, column, null, true));
        } else if (definition instanceof Unique unique) {
            indexes.addKey(
                    table,
                    name,
                    Kind.UNIQUE,
                    CreateIndex.DEFAULT_METHOD,
                    unique.columns(),
                    unique.include(),
                    unique.nullsNotDistinct());
        } else if (definition instanceof PrimaryKeyUsingIndex using) {
            useIndex(table, name, using.index(), Kind.PRIMARY);
        } else if (definition instanceof UniqueUsingIndex using) {
            useIndex(table, name, using.index(), Kind.UNIQUE);
        } else if (definition instanceof Exclude exclude) {
            indexes.addExclusion(table, name, exclude.text());
        } else if (definition instanceof TemporalKey key) {
            addTemporalKey(table, name, key);
        }
    }

    private void addTemporalKey(Table table, @Nullable String name, TemporalKey key) {
        List<String> columns = new ArrayList<>(key.columns());
        columns.add(key.period());
        indexes.addKey(table, name, key.primary() ? Kind.PRIMARY : Kind.UNIQUE, "gist", columns, key.include(), false);
        if (key.primary()) {
            columns.forEach(column -> setNotNull(table, column, null, true));
        }
    }

    /** The index takes the name of the constraint. */
    private void useIndex(Table table, @Nullable String name, String index, Kind kind) {
        if (!(objects.names.find(table.name().sibling(index)) instanceof IndexInfo found) || found.owner != table) {
            return;
        }
        if (name != null && !name.equals(index)) {
            objects.names.rename(found, table.name().sibling(name));
        }
        indexes.constrain(found, kind);
        if (kind == Kind.PRIMARY) {
            found.columns().forEach(column -> setNotNull(table, column, null, true));
        }
    }

    /** Registers a constraint with its table. */
    void put(ConstraintInfo constraint) {
        if (constraint.table.constraints.putIfAbsent(constraint.name, constraint) == null) {
            objects.names.addConstraint(constraint.table.name(), constraint.name);
        }
    }

    /** SET NOT NULL and its like; from 18 on there is a constraint for it. */
    void setNotNull(Table table, String column, @Nullable String name, boolean valid) {
        ConstraintInfo existing = notNull(table, column);
        String inherited = name;
        if (existing == null && objects.version.hasNotValidNotNull() && table.created) {
            String chosen = name == null ? objects.names.chooseConstraint(table.name(), column, "not_null") : name;
            ConstraintInfo constraint = new ConstraintInfo(table, chosen, Kind.NOT_NULL, List.of(column));
            constraint.valid = valid;
            put(constraint);
            inherited = chosen;
        } else if (existing != null) {
            existing.valid |= valid;
            inherited = existing.name;
        }
        if (valid) {
            table.change(column, old -> old.withNotNull(true));
            if (!table.columns.containsKey(column) && !table.complete) {
                table.columns.put(column, new ColumnInfo(column, "", true, null, ColumnInfo.Origin.PLAIN, null, null));
            }
        }
        for (Table child : table.children) {
            setNotNull(child, column, inherited, valid);
        }
    }

    /** DROP NOT NULL. */
    void dropNotNull(Table table, String column) {
        table.change(column, old -> old.withNotNull(false));
        ConstraintInfo constraint = notNull(table, column);
        if (constraint != null) {
            remove(constraint);
        }
        table.children.forEach(child -> dropNotNull(child, column));
    }

    private static @Nullable ConstraintInfo notNull(Table table, String column) {
        for (ConstraintInfo constraint : table.constraints.values()) {
            if (constraint.kind == Kind.NOT_NULL && constraint.columns.contains(column)) {
                return constraint;
            }
        }
        return null;
    }

    /** DROP CONSTRAINT: a key takes its index and, as with CASCADE, the foreign keys on it along. */
    void drop(Table table, String name) {
        ConstraintInfo constraint = table.constraints.get(name);
        for (Table child : table.children) {
            ConstraintInfo inherited = child.constraints.get(name);
            if (inherited != null && constraint != null && inherited.index == null && constraint.inheritable) {
                drop(child, name);
            }
        }
        if (constraint == null) {
            return;
        }
        if (constraint.kind == Kind.NOT_NULL) {
            constraint.columns.forEach(column -> table.change(column, old -> old.withNotNull(false)));
        }
        if (constraint.kind == Kind.PRIMARY || constraint.kind == Kind.UNIQUE) {
            dropReferences(table, constraint);
        }
        if (constraint.index != null) {
            indexes.drop(constraint.index);
        } else {
            remove(constraint);
        }
    }

    /** The foreign keys that need a key go with it; it said CASCADE, or there are none. */
    private void dropReferences(Table table, ConstraintInfo key) {
        Set<String> columns = Set.copyOf(key.columns);
        for (ConstraintInfo foreign : List.copyOf(table.incoming)) {
            if (Set.copyOf(foreign.referencedColumns).equals(columns)) {
                remove(foreign);
            }
        }
    }

    /** Takes a constraint out of every register. */
    void remove(ConstraintInfo constraint) {
        if (constraint.table.constraints.remove(constraint.name, constraint)) {
            objects.names.removeConstraint(constraint.table.name(), constraint.name);
        }
        if (constraint.referenced != null) {
            constraint.referenced.incoming.remove(constraint);
        }
    }

    /** VALIDATE CONSTRAINT. */
    void validate(Table table, String name) {
        ConstraintInfo constraint = table.constraints.get(name);
        if (constraint == null || !constraint.enforced) {
            return;
        }
        constraint.valid = true;
        if (constraint.kind == Kind.NOT_NULL) {
            constraint.columns.forEach(column -> table.change(column, old -> old.withNotNull(true)));
        }
        if (constraint.kind != Kind.FOREIGN || table.partitioning != null) {
            table.children.forEach(child -> validate(child, name));
        }
    }

    /** ALTER CONSTRAINT … [NOT] ENFORCED: what is enforced again has been checked. */
    void enforce(Table table, String name, boolean enforced) {
        ConstraintInfo constraint = table.constraints.get(name);
        if (constraint != null) {
            constraint.enforced = enforced;
            constraint.valid = enforced;
            table.children.forEach(child -> enforce(child, name, enforced));
        }
    }

    /** RENAME CONSTRAINT: its index is renamed with it. */
    void rename(Table table, String from, String to) {
        ConstraintInfo constraint = table.constraints.get(from);
        if (constraint == null || table.constraints.containsKey(to)) {
            return;
        }
        if (constraint.index != null) {
            indexes.rename(constraint.index, to);
            return;
        }
        renameOnly(constraint, to);
        if (constraint.kind == Kind.CHECK || constraint.kind == Kind.NOT_NULL) {
            table.children.forEach(child -> rename(child, from, to));
        }
    }

    /** The constraint without its index. */
    void renameOnly(ConstraintInfo constraint, String to) {
        Table table = constraint.table;
        List<ConstraintInfo> all = List.copyOf(table.constraints.values());
        objects.names.removeConstraint(table.name(), constraint.name);
        constraint.name = to;
        objects.names.addConstraint(table.name(), to);
        table.constraints.clear();
        all.forEach(each -> table.constraints.put(each.name, each));
    }

    /** A partition or inheriting table gets what its parent has. */
    void inherit(Table child, Table parent) {
        for (ConstraintInfo constraint : List.copyOf(parent.constraints.values())) {
            if (constraint.kind == Kind.CHECK && constraint.inheritable) {
                ConstraintInfo copy = new ConstraintInfo(child, constraint.name, Kind.CHECK, constraint.columns);
                copy.demand(constraint.expression);
                copy.valid = constraint.valid;
                copy.enforced = constraint.enforced;
                put(copy);
            } else if (constraint.kind == Kind.NOT_NULL) {
                setNotNull(child, constraint.columns.get(0), constraint.name, constraint.valid);
            } else if (constraint.kind == Kind.FOREIGN && parent.partitioning != null && child.isPartition()) {
                copyForeignKey(child, constraint);
            }
        }
    }

    private void copyForeignKey(Table child, ConstraintInfo parent) {
        Table referenced = parent.referenced;
        boolean has = child.constraints.values().stream()
                .anyMatch(own -> own.links(parent.columns, referenced, parent.referencedColumns));
        if (referenced == null || has) {
            return;
        }
        String name = child.constraints.containsKey(parent.name)
                ? objects.names.chooseConstraint(child.name(), ChosenName.columns(parent.columns), "fkey")
                : parent.name;
        ConstraintInfo copy = new ConstraintInfo(child, name, Kind.FOREIGN, parent.columns);
        copy.valid = parent.valid;
        copy.enforced = parent.enforced;
        copy.referencedColumns = parent.referencedColumns;
        reference(copy, referenced);
        for (Table grandchild : child.children) {
            copyForeignKey(grandchild, copy);
        }
    }
}
