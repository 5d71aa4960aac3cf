package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import liquibase.ext.online.lint.changelog.SessionNames;
import liquibase.ext.online.sql.Body;
import liquibase.ext.online.sql.ChosenName;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.DropObject;
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
public final class Catalog extends KnownTables {
    /** The labels of constraints that have an index, whose name theirs is too. */
    private static final Set<String> WITH_INDEX = Set.of("pkey", "key");

    private final Replay replay;
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
        super(new Contents(version, session));
        this.replay = new Replay(objects);
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

    /** What there is, as Liquibase would find it. */
    public Existence existence() {
        return new Existence(objects);
    }

    @Override
    public boolean provesNotVolatile(String expression) {
        return objects.functions.provesNotVolatile(expression);
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

    @Override
    public Optional<Partitioning> partitioningOf(QualifiedName table) {
        return table(table).flatMap(Table::partitioning);
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
