package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import liquibase.ext.online.lint.changelog.SessionNames;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.Body;
import liquibase.ext.online.sql.ChosenName;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.Dependent;
import liquibase.ext.online.sql.DropObject;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.Losing;
import liquibase.ext.online.sql.Partitioning;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;

/**
 * What is known of the schema after the commands so far, applied in their order. A command that could not have run is
 * taken as far as it makes sense; none throws. Names may be given with or without schema. The answers of {@link Known}
 * leave the schema out where the search_path finds the relation, as PostgreSQL shows a regclass; {@link Table} and its
 * parts always name it.
 */
public final class Catalog implements Known {
    /** The labels of constraints that have an index, whose name theirs is too. */
    private static final Set<String> WITH_INDEX = Set.of("pkey", "key");

    private final Contents objects;
    private final Replay replay;
    private final Remakes remakes;
    private final BooleanSupplier timeZoneUtc;

    /** An empty one for the oldest supported major, with no known TimeZone, whose search_path is assumed. */
    public Catalog() {
        this(PgVersion.OLDEST);
    }

    /** The same for another version. */
    public Catalog(PgVersion version) {
        this(version, () -> false, SessionNames.UNKNOWN);
    }

    /**
     * An empty one.
     *
     * @param version decides whether NOT NULL is a constraint with a name
     * @param timeZoneUtc whether the session that changes the schema has, now, a TimeZone with a fixed offset of zero
     * @param session the names that this session begins with
     */
    public Catalog(PgVersion version, BooleanSupplier timeZoneUtc, SessionNames session) {
        this.objects = new Contents(version, session);
        this.replay = new Replay(objects);
        this.remakes = new Remakes(objects);
        this.timeZoneUtc = timeZoneUtc;
    }

    /** What a database had when its snapshot was taken; no table of it is new. */
    public static Catalog of(Snapshot snapshot) {
        return of(snapshot, () -> false, snapshot.session());
    }

    /** The same, with the TimeZone and the names of the sessions that change the schema. */
    public static Catalog of(Snapshot snapshot, BooleanSupplier timeZoneUtc, SessionNames session) {
        Catalog catalog = new Catalog(new PgVersion(snapshot.major()), timeZoneUtc, session);
        new SnapshotLoader(catalog.objects).load(snapshot);
        catalog.objects.changeSet++;
        return catalog;
    }

    /** All that is known, in the form that a server's schema is read in. */
    public Snapshot snapshot() {
        return new SnapshotWriter(objects).write();
    }

    /** Takes into account what a command leaves behind. */
    public void apply(Command command) {
        replay.apply(command);
    }

    /**
     * Tables made from now on belong to this changeSet.
     *
     * @param unreleased whether it counts as not yet run anywhere
     * @param runsNow whether what it sets for its session holds for what is judged: history ran in another session
     */
    public void beginChangeSet(boolean unreleased, boolean runsNow) {
        objects.beginChangeSet(unreleased, runsNow);
    }

    /** What a ROLLBACK undoes begins here: a transaction begins, or has been committed. */
    public void beginTransaction() {
        objects.names.beginTransaction();
    }

    /** Undoes what the transaction did, as far as it is known what stood before it. */
    public void rollBack() {
        objects.doubt(objects.names.journal.uncommitted());
        objects.names.rollBack();
    }

    /** Says that the changeSet may have left nothing of what it did: it may be passed over, or fail and be forgiven. */
    public void doubtChangeSet() {
        objects.doubt(objects.names.journal.all());
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

    /** Says what stands in the database that the changelog never makes. */
    public void outside(Unmade unmade) {
        objects.outside = unmade;
    }

    /**
     * The name that PostgreSQL would choose for a constraint.
     *
     * @param columns those that are part of it
     * @param label such as {@code fkey}
     */
    @Override
    public String chosenName(QualifiedName table, List<String> columns, String label) {
        QualifiedName full = objects.names.full(table);
        String part = columns.isEmpty() ? null : ChosenName.columns(columns);
        return WITH_INDEX.contains(label)
                ? objects.names.chooseRelation(full, part, label, true)
                : objects.names.chooseConstraint(full, part, label);
    }

    /** The name that PostgreSQL would choose for an index. */
    @Override
    public String chosenName(CreateIndex index) {
        return objects.names.chooseRelation(
                objects.names.full(index.table()), Indexes.columnsInName(index.keys(), index.include()), "idx", false);
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

    /** What there is, as Liquibase would find it. */
    public Existence existence() {
        return new Existence(objects);
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
    public boolean provesNotVolatile(String expression) {
        return objects.functions.provesNotVolatile(expression);
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
    public Set<QualifiedName> viewsOn(QualifiedName relation) {
        Relation found = objects.names.find(relation);
        return found == null ? Set.of() : shown(closure(found.readers));
    }

    @Override
    public Set<QualifiedName> viewsOn(QualifiedName table, String column) {
        Relation found = objects.names.find(table);
        if (found == null) {
            return Set.of();
        }
        Set<View> readers = new LinkedHashSet<>(found.readers);
        readers.removeIf(view -> !view.readsColumn(found, column));
        return shown(closure(readers));
    }

    static Set<View> closure(Set<View> views) {
        Set<View> all = new LinkedHashSet<>();
        List<View> left = new ArrayList<>(views);
        for (int i = 0; i < left.size(); i++) {
            if (all.add(left.get(i))) {
                left.addAll(left.get(i).readers);
            }
        }
        return all;
    }

    @Override
    public Set<QualifiedName> tablesReadBy(QualifiedName view) {
        if (!(objects.names.find(view) instanceof View found)) {
            return Set.of();
        }
        Set<Relation> all = new LinkedHashSet<>();
        List<Relation> left = new ArrayList<>(found.reads.keySet());
        for (int i = 0; i < left.size(); i++) {
            if (all.add(left.get(i)) && left.get(i) instanceof View inner && !inner.materialized()) {
                left.addAll(inner.reads.keySet());
            }
        }
        return shown(all);
    }

    @Override
    public Optional<Body> bodyOf(String function) {
        return objects.functions.bodyOf(function);
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

    @Override
    public List<QualifiedName> partitions(QualifiedName table) {
        Table found = objects.find(table);
        if (found == null || found.children.isEmpty()) {
            return List.of();
        }
        return Contents.withDescendants(found).stream()
                .skip(1)
                .map(each -> shown(each.name()))
                .toList();
    }

    @Override
    public boolean isPartitioned(QualifiedName table) {
        Table found = objects.find(table);
        return found != null && found.partitioning != null;
    }

    @Override
    public Optional<QualifiedName> defaultPartition(QualifiedName table) {
        return table(table).flatMap(Table::defaultPartition).map(child -> shown(child.name()));
    }

    @Override
    public boolean provesBound(QualifiedName partition, QualifiedName parent, String bound) {
        Table found = objects.find(partition);
        Table divided = objects.find(parent);
        return found != null && divided != null && BoundProof.proves(found, divided, bound);
    }

    @Override
    public boolean provesNoneInBound(QualifiedName defaultPartition, QualifiedName parent, String bound) {
        Table found = objects.find(defaultPartition);
        Table divided = objects.find(parent);
        return found != null && divided != null && BoundProof.excludes(found, divided, bound);
    }

    @Override
    public Optional<QualifiedName> parentOf(QualifiedName partition) {
        return table(partition).filter(Table::isPartition).stream()
                .flatMap(found -> found.parents.stream())
                .findFirst()
                .map(parent -> shown(parent.name()));
    }

    @Override
    public Optional<String> baseType(String type) {
        TypeInfo found = objects.types.of(type).array() ? null : objects.types.named(type);
        if (found == null || found.base == null) {
            return Optional.empty();
        }
        String base = found.base;
        return baseType(base).or(() -> Optional.of(base));
    }

    @Override
    public boolean isConstrained(String type) {
        return objects.types.isConstrained(type);
    }

    @Override
    public Optional<Set<QualifiedName>> tablesUsing(QualifiedName type) {
        TypeInfo found = objects.types.find(type);
        return found == null ? Optional.empty() : Optional.of(shown(objects.types.tablesUsing(found)));
    }

    @Override
    public Losing losing(DropObject drop) {
        Losses losses = Losses.of(drop, objects);
        return new Losing(shown(losses.locked()), losses.all && objects.isWhole());
    }

    /** The columns that go with an object that belongs to no table, by their tables. */
    public Map<QualifiedName, Set<String>> columnsLost(DropObject drop) {
        Map<QualifiedName, Set<String>> lost = new LinkedHashMap<>();
        Losses.of(drop, objects).columns.forEach((table, columns) -> lost.put(shown(table.name()), columns));
        return lost;
    }

    /** The tables that go with an object that belongs to no table; those of a schema are left out, as it says so itself. */
    public Set<QualifiedName> tablesLost(DropObject drop) {
        return drop.kind() == DropObject.Kind.SCHEMA ? Set.of() : shown(Losses.of(drop, objects).relations);
    }

    @Override
    public Optional<String> tablespaceOf(QualifiedName table) {
        return table(table).filter(Table::isCreated).map(found -> found.tablespace);
    }

    @Override
    public Optional<String> accessMethodOf(QualifiedName table) {
        return table(table).filter(Table::isCreated).map(found -> found.accessMethod);
    }

    @Override
    public boolean isTimeZoneUtc() {
        return timeZoneUtc.getAsBoolean();
    }

    private static boolean isTemporary(Relation relation) {
        return Namespace.TEMPORARY.equals(relation.name().schema());
    }

    private Set<QualifiedName> shown(Set<? extends Relation> relations) {
        return relations.stream()
                .map(relation -> shown(relation.name()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public Optional<Partitioning> partitioningOf(QualifiedName table) {
        return table(table).flatMap(Table::partitioning);
    }

    @Override
    public List<CreateIndex> indexesWith(QualifiedName table, String column) {
        return remakes.indexesWith(table, column);
    }

    @Override
    public List<AddConstraint> checksOn(QualifiedName table, String column) {
        return remakes.checksOn(table, column);
    }

    @Override
    public Optional<Command> definitionOf(QualifiedName view) {
        return view(view).flatMap(found -> found.definition(view));
    }

    @Override
    public boolean isMaterialized(QualifiedName view) {
        return view(view).filter(View::materialized).isPresent();
    }

    @Override
    public boolean hasRowKey(QualifiedName view) {
        return view(view).filter(Remakes::hasRowKey).isPresent();
    }
}
