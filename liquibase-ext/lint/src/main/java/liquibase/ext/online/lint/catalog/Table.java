package liquibase.ext.online.lint.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import liquibase.ext.online.sql.Partitioning;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** A table as it stands after the commands so far; it changes with the commands that follow. */
public final class Table extends Relation {
    final Map<String, ColumnInfo> columns = new LinkedHashMap<>();
    final Map<String, ConstraintInfo> constraints = new LinkedHashMap<>();
    final Set<ConstraintInfo> incoming = new LinkedHashSet<>();
    final Set<SequenceInfo> sequences = new LinkedHashSet<>();
    final Set<Table> parents = new LinkedHashSet<>();
    final Set<Table> children = new LinkedHashSet<>();
    /** By name the function that each calls, without schema; empty where it is not known. */
    final Map<String, String> triggers = new LinkedHashMap<>();

    @Nullable
    Partitioning partitioning;

    @Nullable
    String bound;

    /** The child that was last made the default partition. */
    @Nullable
    private Table rest;

    /** The composite type that it is made OF. */
    @Nullable
    String ofType;

    String tablespace = "pg_default";
    String accessMethod = "heap";
    boolean created;
    boolean complete;
    boolean filled;
    long rows = -1;
    long bytes = -1;

    Table(QualifiedName name) {
        super(name);
    }

    /** The columns in their order. */
    public Collection<ColumnInfo> columns() {
        return Collections.unmodifiableCollection(columns.values());
    }

    /** A column by its name. */
    public Optional<ColumnInfo> column(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    /** Its constraints in the order of their making. */
    public Collection<ConstraintInfo> constraints() {
        return Collections.unmodifiableCollection(constraints.values());
    }

    /** A constraint by its name. */
    public Optional<ConstraintInfo> constraint(String name) {
        return Optional.ofNullable(constraints.get(name));
    }

    /** The primary key. */
    public Optional<ConstraintInfo> primaryKey() {
        return constraints.values().stream()
                .filter(c -> c.kind == ConstraintInfo.Kind.PRIMARY)
                .findFirst();
    }

    /** The foreign keys of other tables, and its own, that reference it. */
    public Collection<ConstraintInfo> referencingConstraints() {
        return Collections.unmodifiableSet(incoming);
    }

    /** The sequences that go with its columns. */
    public Collection<SequenceInfo> sequences() {
        return Collections.unmodifiableSet(sequences);
    }

    /** The names of its triggers. */
    public Set<String> triggers() {
        return Collections.unmodifiableSet(triggers.keySet());
    }

    /** How its rows are divided; empty for a table that holds its rows itself. */
    public Optional<Partitioning> partitioning() {
        return Optional.ofNullable(partitioning);
    }

    /** The bound of a partition as SQL text: FOR VALUES … or DEFAULT. */
    public Optional<String> bound() {
        return Optional.ofNullable(bound);
    }

    /** The tables that it is a partition of or inherits from, with their schemas. */
    public List<QualifiedName> parents() {
        return parents.stream().map(Relation::name).toList();
    }

    /** Its direct partitions and the tables that directly inherit from it, with their schemas. */
    public List<QualifiedName> children() {
        return children.stream().map(Relation::name).toList();
    }

    /** Whether its CREATE was seen; of others only what the commands so far said of them is known. */
    public boolean isCreated() {
        return created;
    }

    /** Makes another table a partition of it, when that has a bound, or one that inherits. */
    void adopt(Table child) {
        child.parents.add(this);
        children.add(child);
        if (isDefault(child)) {
            rest = child;
        }
    }

    /** The partition for rows that fit no other one. */
    Optional<Table> defaultPartition() {
        return Optional.ofNullable(rest).filter(child -> children.contains(child) && isDefault(child));
    }

    private static boolean isDefault(Table child) {
        return "DEFAULT".equalsIgnoreCase(child.bound);
    }

    boolean isPartition() {
        return bound != null;
    }

    /** Changes a column where it is known. */
    void change(String column, UnaryOperator<ColumnInfo> change) {
        columns.computeIfPresent(column, (name, old) -> change.apply(old));
    }

    /** Keeps the place of the column among the others. */
    void renameColumn(String from, String to) {
        Map<String, ColumnInfo> all = new LinkedHashMap<>(columns);
        columns.clear();
        all.forEach((name, column) -> {
            ColumnInfo renamed = name.equals(from) ? column.withName(to) : column;
            if (renamed.expression() != null) {
                renamed = renamed.withOrigin(renamed.origin(), SqlText.rename(renamed.expression(), from, to));
            }
            columns.put(renamed.name(), renamed);
        });
        constraints.values().forEach(constraint -> constraint.renameColumn(from, to));
        indexes.forEach(index -> index.renameColumn(from, to));
        for (ConstraintInfo foreign : incoming) {
            foreign.referencedColumns = SqlText.replace(foreign.referencedColumns, from, to);
        }
        for (SequenceInfo sequence : sequences) {
            if (from.equals(sequence.ownerColumn)) {
                sequence.ownerColumn = to;
            }
        }
        for (View reader : readers) {
            Set<String> read = reader.reads.get(this);
            if (read != null && read.remove(from)) {
                read.add(to);
            }
        }
        if (partitioning != null) {
            partitioning = new Partitioning(
                    partitioning.strategy(),
                    partitioning.keys().stream()
                            .map(key -> SqlText.rename(key, from, to))
                            .toList());
        }
    }
}
