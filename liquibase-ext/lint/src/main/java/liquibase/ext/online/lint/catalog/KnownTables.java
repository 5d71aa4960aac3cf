package liquibase.ext.online.lint.catalog;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.Dependent;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;

/** Answers about tables: their columns, constraints, indexes and sequences, and the tables that foreign keys tie to them. */
abstract class KnownTables implements Known {
    final Contents objects;
    private final Remakes remakes;

    KnownTables(Contents objects) {
        this.objects = objects;
        this.remakes = new Remakes(objects);
    }

    /** As {@link Known#exists}; a temporary table is not, because a permanent one of its name can be made beside it. */
    @Override
    public boolean exists(QualifiedName relation) {
        Relation found = objects.names.find(relation);
        return found instanceof Table table ? table.created && !isTemporary(table) : found != null;
    }

    /** Whether a relation was made in the present changeSet or by an unreleased one, so that no application uses it. */
    @Override
    public boolean isNew(QualifiedName relation) {
        Relation found = objects.names.find(relation);
        return found != null
                && !(found instanceof Table table && !table.created)
                && (found.unreleased || found.changeSet == objects.changeSet || isTemporary(found));
    }

    /** Whether a table was made in the present changeSet. */
    public boolean isMadeHere(QualifiedName table) {
        Table found = objects.find(table);
        return found != null && found.created && (found.changeSet == objects.changeSet || isTemporary(found));
    }

    /** The columns of a table that an expression names, in their order there. */
    @Override
    public List<String> columnsIn(QualifiedName table, String expression) {
        Table found = objects.find(table);
        return found == null ? List.of() : List.copyOf(SqlText.columnsIn(expression, found.columns.keySet()));
    }

    /** Whether no command so far could have made or dropped it unseen: when it is not found, it does not exist. */
    public boolean isClosed(QualifiedName relation) {
        return objects.isClosed(relation);
    }

    /** Whether a relation is known not to exist, so that IF EXISTS finds none. */
    public boolean isMissing(QualifiedName relation) {
        return objects.isMissing(relation);
    }

    /** What is known of a table; of one whose CREATE was not seen, what later commands said of it. */
    public Optional<Table> table(QualifiedName name) {
        return Optional.ofNullable(objects.find(name));
    }

    /** What is known of an index. */
    public Optional<IndexInfo> index(QualifiedName name) {
        return Optional.ofNullable(objects.names.find(name) instanceof IndexInfo index ? index : null);
    }

    /** What is known of a view. */
    public Optional<View> view(QualifiedName name) {
        return Optional.ofNullable(objects.names.find(name) instanceof View view ? view : null);
    }

    /** What is known of a type that the changelog made. */
    public Optional<TypeInfo> type(QualifiedName name) {
        return Optional.ofNullable(objects.types.find(name));
    }

    /** The name with its schema: that of the relation, or where the search_path would put a new one. */
    public QualifiedName resolve(QualifiedName name) {
        return objects.names.full(name);
    }

    /** The name without its schema where the search_path finds it: the one spelling for all names of a relation. */
    public QualifiedName shown(QualifiedName name) {
        return objects.names.shown(objects.names.full(name));
    }

    /** The rows of a table when it was last analyzed, as a snapshot has them; empty when not known. */
    public OptionalLong rows(QualifiedName table) {
        Table found = objects.find(table);
        return found == null || found.rows < 0 ? OptionalLong.empty() : OptionalLong.of(found.rows);
    }

    /** The bytes of a table without its indexes, as a snapshot has them; empty when not known. */
    public OptionalLong bytes(QualifiedName table) {
        Table found = objects.find(table);
        return found == null || found.bytes < 0 ? OptionalLong.empty() : OptionalLong.of(found.bytes);
    }

    @Override
    public boolean isComplete(QualifiedName table) {
        Table found = objects.find(table);
        return found != null && found.created && found.complete;
    }

    @Override
    public boolean isEmpty(QualifiedName table) {
        Table found = objects.find(table);
        return found != null && !found.filled && isNew(table);
    }

    @Override
    public Optional<String> typeOf(QualifiedName table, String column) {
        Table found = objects.find(table);
        ColumnInfo info = found == null ? null : found.columns.get(column);
        return info == null || info.type().isEmpty() ? Optional.empty() : Optional.of(info.type());
    }

    @Override
    public boolean isNotNull(QualifiedName table, String column) {
        Table found = objects.find(table);
        ColumnInfo info = found == null ? null : found.columns.get(column);
        return info != null && info.notNull();
    }

    @Override
    public boolean provesNotNull(QualifiedName table, String column) {
        Table found = objects.find(table);
        ColumnInfo info = found == null ? null : found.columns.get(column);
        if (found == null) {
            return false;
        }
        boolean isRow = info != null && objects.types.mayBeRow(info.type());
        return found.constraints.values().stream().anyMatch(check -> check.provesNotNull(column, isRow));
    }

    @Override
    public boolean isUnique(QualifiedName table, Set<String> columns) {
        Table found = columns.isEmpty() ? null : objects.find(table);
        return found != null
                && found.indexes.stream()
                        .anyMatch(index -> index.unique()
                                && index.valid()
                                && index.where().isEmpty()
                                && columns.containsAll(index.columns()));
    }

    @Override
    public Set<Dependent> dependents(QualifiedName table, String column) {
        Table found = objects.find(table);
        if (found == null || !isComplete(table)) {
            return Set.of(Dependent.values());
        }
        Set<Dependent> dependents = EnumSet.noneOf(Dependent.class);
        for (IndexInfo index : found.indexes) {
            if (index.hasColumn(column)) {
                dependents.add(Dependent.INDEX);
            }
            if (index.computesFrom(column)) {
                dependents.add(Dependent.INDEX_EXPRESSION);
            }
        }
        for (ConstraintInfo constraint : found.constraints.values()) {
            if (constraint.kind == ConstraintInfo.Kind.CHECK && constraint.columns.contains(column)) {
                dependents.add(Dependent.CHECK);
            }
        }
        return dependents;
    }

    @Override
    public Set<QualifiedName> linkedBy(QualifiedName table, String column) {
        Table found = objects.find(table);
        Set<QualifiedName> linked = new LinkedHashSet<>();
        if (found != null) {
            for (ConstraintInfo constraint : found.constraints.values()) {
                if (constraint.referenced != null && constraint.columns.contains(column)) {
                    linked.add(shown(constraint.referenced.name()));
                }
            }
            for (ConstraintInfo foreign : found.incoming) {
                if (foreign.referencedColumns.contains(column)) {
                    linked.add(shown(foreign.table()));
                }
            }
        }
        return linked;
    }

    @Override
    public Optional<QualifiedName> referencedBy(QualifiedName table, String constraint) {
        return table(table)
                .flatMap(found -> found.constraint(constraint))
                .flatMap(ConstraintInfo::referencedTable)
                .map(this::shown);
    }

    @Override
    public boolean hasForeignKey(QualifiedName table, ForeignKey key) {
        return remakes.hasForeignKey(table, key);
    }

    @Override
    public Set<QualifiedName> referencedTables(QualifiedName table) {
        Table found = objects.find(table);
        Set<QualifiedName> referenced = new LinkedHashSet<>();
        if (found != null) {
            for (ConstraintInfo constraint : found.constraints.values()) {
                if (constraint.referenced != null && constraint.referenced != found) {
                    referenced.add(shown(constraint.referenced.name()));
                }
            }
        }
        return referenced;
    }

    @Override
    public Set<QualifiedName> referencingTables(QualifiedName table) {
        Table found = objects.find(table);
        Set<QualifiedName> referencing = new LinkedHashSet<>();
        if (found != null) {
            for (ConstraintInfo foreign : found.incoming) {
                if (foreign.table != found) {
                    referencing.add(shown(foreign.table()));
                }
            }
        }
        return referencing;
    }

    @Override
    public Optional<QualifiedName> sequenceOf(QualifiedName table, String column) {
        return table(table).stream()
                .flatMap(found -> found.sequences.stream())
                .filter(sequence -> column.equals(sequence.ownerColumn))
                .findFirst()
                .map(sequence -> shown(sequence.name()));
    }

    @Override
    public boolean isIdentity(QualifiedName table, String column) {
        return table(table)
                .flatMap(found -> found.column(column))
                .filter(info -> info.origin().isIdentity())
                .isPresent();
    }

    @Override
    public Set<QualifiedName> sequencesOf(QualifiedName table) {
        return table(table).map(found -> shown(found.sequences)).orElse(Set.of());
    }

    @Override
    public Optional<QualifiedName> tableOf(QualifiedName index) {
        return index(index).map(found -> shown(found.table()));
    }

    @Override
    public List<String> columnsOf(QualifiedName index) {
        return index(index)
                .map(IndexInfo::columns)
                .filter(columns -> !columns.contains(""))
                .orElse(List.of());
    }

    private static boolean isTemporary(Relation relation) {
        return Namespace.TEMPORARY.equals(relation.name().schema());
    }

    final Set<QualifiedName> shown(Set<? extends Relation> relations) {
        return relations.stream()
                .map(relation -> shown(relation.name()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public List<CreateIndex> indexesWith(QualifiedName table, String column) {
        return remakes.indexesWith(table, column);
    }

    @Override
    public List<AddConstraint> checksOn(QualifiedName table, String column) {
        return remakes.checksOn(table, column);
    }
}
