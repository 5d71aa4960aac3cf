package liquibase.ext.online.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of the tables that a command meets. Each method has an answer for "not known", with which a footprint
 * assumes the worst, so that a reader of the catalog, a replayed changelog and a plan can each tell what they know.
 */
public interface Known {
    /** Nothing is known. */
    Known NOTHING = new Known() {};

    /** Whether every other method tells all there is about this table, so that an empty answer means "none". */
    default boolean isComplete(QualifiedName table) {
        return false;
    }

    /** Whether a table, view, sequence or index of this name is there; false when not known. */
    default boolean exists(QualifiedName relation) {
        return false;
    }

    /** Whether a table or view is made by what is being changed, so that nobody can use it yet; false when not known. */
    default boolean isNew(QualifiedName relation) {
        return false;
    }

    /** Whether a table is known to hold no row, so that no work on it takes time; false when not known. */
    default boolean isEmpty(QualifiedName table) {
        return false;
    }

    /** The type of a column as SQL text, such as {@code varchar(50)}; empty when not known. */
    default Optional<String> typeOf(QualifiedName table, String column) {
        return Optional.empty();
    }

    /** Whether the column is declared NOT NULL, and validated; false when not known. */
    default boolean isNotNull(QualifiedName table, String column) {
        return false;
    }

    /** Whether a valid CHECK constraint proves that the column holds no NULL; false when not known. */
    default boolean provesNotNull(QualifiedName table, String column) {
        return false;
    }

    /** Whether the catalog has shown that no function of this expression is volatile; false when not known. */
    default boolean provesNotVolatile(String expression) {
        return false;
    }

    /** Whether no two rows have the same values in these columns, or in some of them; false when not known. */
    default boolean isUnique(QualifiedName table, Set<String> columns) {
        return false;
    }

    /** What else depends on the values of a column; everything when not known. */
    default Set<Dependent> dependents(QualifiedName table, String column) {
        return Set.of(Dependent.values());
    }

    /** The tables at the other end of the foreign keys, of either direction, in which a column takes part. */
    default Set<QualifiedName> linkedBy(QualifiedName table, String column) {
        return Set.of();
    }

    /** The table that a foreign key of {@code table} references; empty when it is no foreign key or not known. */
    default Optional<QualifiedName> referencedBy(QualifiedName table, String constraint) {
        return Optional.empty();
    }

    /** The tables that foreign keys of {@code table} reference, itself left out. */
    default Set<QualifiedName> referencedTables(QualifiedName table) {
        return Set.of();
    }

    /** Whether a valid foreign key of {@code table} demands what {@code key} does; false when not known. */
    default boolean hasForeignKey(QualifiedName table, ForeignKey key) {
        return false;
    }

    /** The sequence that a serial or identity column owns; empty when it has none or it is not known. */
    default Optional<QualifiedName> sequenceOf(QualifiedName table, String column) {
        return Optional.empty();
    }

    /** Whether a column is an identity column; false when not known. */
    default boolean isIdentity(QualifiedName table, String column) {
        return false;
    }

    /** The sequences that columns of a table own. */
    default Set<QualifiedName> sequencesOf(QualifiedName table) {
        return Set.of();
    }

    /** The tables whose foreign keys reference {@code table}, itself left out. */
    default Set<QualifiedName> referencingTables(QualifiedName table) {
        return Set.of();
    }

    /** The views, materialized or not, that read a relation, directly or through other views. */
    default Set<QualifiedName> viewsOn(QualifiedName relation) {
        return Set.of();
    }

    /** Those of them that cannot be without a column; all of them when that is not known. */
    default Set<QualifiedName> viewsOn(QualifiedName table, String column) {
        return viewsOn(table);
    }

    /** The tables that a view reads, directly or through other views. */
    default Set<QualifiedName> tablesReadBy(QualifiedName view) {
        return Set.of();
    }

    /** The table that an index belongs to; empty when not known. */
    default Optional<QualifiedName> tableOf(QualifiedName index) {
        return Optional.empty();
    }

    /** The key columns of an index; empty when not known, or when one of them is an expression. */
    default List<String> columnsOf(QualifiedName index) {
        return List.of();
    }

    /** All partitions of a table, and all tables that inherit from it, at any depth. */
    default List<QualifiedName> partitions(QualifiedName table) {
        return List.of();
    }

    /** Whether a table is partitioned, and so holds no rows itself; false when not known. */
    default boolean isPartitioned(QualifiedName table) {
        return false;
    }

    /** The partition that takes the rows no other one takes. */
    default Optional<QualifiedName> defaultPartition(QualifiedName table) {
        return Optional.empty();
    }

    /** The table that this one is a partition of. */
    default Optional<QualifiedName> parentOf(QualifiedName partition) {
        return Optional.empty();
    }

    /** Whether valid CHECK constraints of a table prove that its rows fit a partition bound; false when not known. */
    default boolean provesBound(QualifiedName partition, QualifiedName parent, String bound) {
        return false;
    }

    /** Whether valid CHECK constraints of a default partition prove that none of its rows fits a bound; false when not known. */
    default boolean provesNoneInBound(QualifiedName defaultPartition, QualifiedName parent, String bound) {
        return false;
    }

    /** The type below a domain as SQL text; empty when the type is no domain or not known. */
    default Optional<String> baseType(String type) {
        return Optional.empty();
    }

    /** Whether the type is a domain with constraints; when not known, only the types that come with PostgreSQL are not. */
    default boolean isConstrained(String type) {
        return !Type.of(type).isBuiltIn();
    }

    /** The tables that have a column of a type, directly or through another domain; empty when not known. */
    default Optional<Set<QualifiedName>> tablesUsing(QualifiedName type) {
        return Optional.empty();
    }

    /** What an object that belongs to no table takes along when it is dropped with CASCADE; nobody knows unless told. */
    default Losing losing(DropObject drop) {
        return Losing.UNKNOWN;
    }

    /** The tablespace that holds a table's rows; empty when not known. */
    default Optional<String> tablespaceOf(QualifiedName table) {
        return Optional.empty();
    }

    /** The access method of a table, such as {@code heap}; empty when not known. */
    default Optional<String> accessMethodOf(QualifiedName table) {
        return Optional.empty();
    }

    /**
     * What a function or procedure runs; empty when not known. Of several with one name it is all that any of them runs.
     *
     * @param function its name as SQL text, as it is called
     */
    default Optional<Body> bodyOf(String function) {
        return Optional.empty();
    }

    /** Whether the session's TimeZone has a fixed offset of zero; false when not known. */
    default boolean isTimeZoneUtc() {
        return false;
    }

    /**
     * The name that PostgreSQL would choose for a constraint; the first that it tries when other names are not known.
     *
     * @param columns those that are part of it
     * @param label such as {@code fkey}
     */
    default String chosenName(QualifiedName table, List<String> columns, String label) {
        return ChosenName.joined(table.name(), columns.isEmpty() ? null : ChosenName.columns(columns), label);
    }

    /** The name that PostgreSQL would choose for an index; the first that it tries when other names are not known. */
    default String chosenName(CreateIndex index) {
        return ChosenName.joined(index.table().name(), ChosenName.ofIndex(index), "idx");
    }

    /** The columns of a table that an expression names, in their order there; none when not known. */
    default List<String> columnsIn(QualifiedName table, String expression) {
        return List.of();
    }

    /** How the rows of a partitioned table are divided; empty when not known. */
    default Optional<Partitioning> partitioningOf(QualifiedName table) {
        return Optional.empty();
    }

    /** The indexes, those of constraints left out, that hold a column or are computed from it; none when not known. */
    default List<CreateIndex> indexesWith(QualifiedName table, String column) {
        return List.of();
    }

    /** The CHECK constraints of a table that name a column; none when not known. */
    default List<AddConstraint> checksOn(QualifiedName table, String column) {
        return List.of();
    }

    /** What makes a view again; empty when it is not known. */
    default Optional<Command> definitionOf(QualifiedName view) {
        return Optional.empty();
    }

    /** Whether a view is materialized; false when not known. */
    default boolean isMaterialized(QualifiedName view) {
        return false;
    }

    /** Whether a materialized view has a unique index by which it can be refreshed concurrently; false when not known. */
    default boolean hasRowKey(QualifiedName view) {
        return false;
    }
}
