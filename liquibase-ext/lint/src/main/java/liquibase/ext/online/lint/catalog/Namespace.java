package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import liquibase.ext.online.lint.changelog.SessionNames;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** Finds relations by their names, as the search_path has it. */
final class Namespace {
    /** Where temporary tables live; it is searched first. */
    static final String TEMPORARY = "pg_temp";

    private final Map<QualifiedName, Relation> relations = new HashMap<>();
    private final Map<String, Map<String, Relation>> bySchema = new HashMap<>();
    private final Map<String, Map<String, Integer>> constraintNames = new HashMap<>();
    private final NumberedNames numbered = new NumberedNames();
    private final SessionNames session;
    private final SchemaPath path;
    private final Set<QualifiedName> gone = new HashSet<>();
    private final Set<QualifiedName> goneConstraints = new HashSet<>();
    /** In lower case, the names that have capitals. */
    private final Set<String> capitals = new HashSet<>();

    final Journal journal = new Journal();

    private int changeSet;
    private boolean unreleased;

    /** One that finds what a session finds which begins with these names. */
    Namespace(SessionNames session) {
        this.session = session;
        this.path = new SchemaPath(session);
    }

    SessionNames session() {
        return session;
    }

    /** The relation of a name, or null. */
    @Nullable
    Relation find(QualifiedName name) {
        if (name.schema() != null) {
            return relations.get(name);
        }
        Relation found = relations.get(new QualifiedName(TEMPORARY, name.name()));
        List<String> schemas = path.schemas();
        for (int i = 0; found == null && i < schemas.size(); i++) {
            found = relations.get(new QualifiedName(schemas.get(i), name.name()));
        }
        return found;
    }

    /** Whether a relation that is not found may be one of another schema, as the default schema is only assumed. */
    boolean mayBeElsewhere(QualifiedName name) {
        if (session.areKnown()) {
            return false;
        }
        return name.schema() == null
                ? bySchema.values().stream().anyMatch(schema -> schema.containsKey(name.name()))
                : relations.containsKey(new QualifiedName(session.defaultSchema(), name.name()));
    }

    /** With its schema: that of the relation, or the one in which it would be made. */
    QualifiedName full(QualifiedName name) {
        if (name.schema() != null) {
            return name;
        }
        Relation found = find(name);
        return found == null ? created(name) : found.name();
    }

    /** The name that something new gets. */
    QualifiedName created(QualifiedName name) {
        return name.schema() == null ? new QualifiedName(path.schemas().get(0), name.name()) : name;
    }

    /** The name under which the search_path finds a type. */
    QualifiedName typeName(QualifiedName name, Predicate<QualifiedName> exists) {
        if (name.schema() == null) {
            for (String schema : path.schemas()) {
                QualifiedName full = new QualifiedName(schema, name.name());
                if (exists.test(full)) {
                    return full;
                }
            }
        }
        return created(name);
    }

    /** Without the schema where the search_path finds it, as PostgreSQL shows a regclass. */
    QualifiedName shown(QualifiedName full) {
        QualifiedName plain = QualifiedName.of(full.name());
        return TEMPORARY.equals(full.schema()) || full(plain).equals(full) ? plain : full;
    }

    /** Adds what is made now. */
    void add(Relation relation) {
        relation.changeSet = changeSet;
        relation.unreleased = unreleased;
        put(relation);
    }

    private void put(Relation relation) {
        journal.note(relation.name().name());
        gone.remove(relation.name());
        noteCapitals(relation.name().name());
        relations.put(relation.name(), relation);
        in(relation.name()).put(relation.name().name(), relation);
    }

    void remove(Relation relation) {
        if (relations.remove(relation.name(), relation)) {
            in(relation.name()).remove(relation.name().name());
            numbered.free(relation.name().name());
            gone.add(relation.name());
            journal.note(relation.name().name());
        }
    }

    /** Whether a relation of this name was dropped, renamed or moved, and none was made since. */
    boolean isGone(QualifiedName name) {
        return gone.contains(full(name));
    }

    private void noteCapitals(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.equals(name)) {
            capitals.add(lower);
        }
    }

    /** Whether some relation or constraint may have this name in lower case, and be written with capitals. */
    boolean hasWithCapitals(String name) {
        return capitals.contains(name);
    }

    void rename(Relation relation, QualifiedName newName) {
        remove(relation);
        relation.named(newName);
        put(relation);
    }

    /** All relations of a schema. */
    List<Relation> of(String schema) {
        return new ArrayList<>(bySchema.getOrDefault(schema, Map.of()).values());
    }

    /** All relations. */
    List<Relation> all() {
        return new ArrayList<>(relations.values());
    }

    private Map<String, Relation> in(QualifiedName name) {
        return bySchema.computeIfAbsent(schema(name), schema -> new HashMap<>());
    }

    private static String schema(QualifiedName full) {
        return full.schema() == null ? "" : full.schema();
    }

    /** Notes that a constraint of a table has this name from now on. */
    void addConstraint(QualifiedName table, String constraint) {
        journal.note(constraint);
        goneConstraints.remove(table.sibling(constraint));
        noteCapitals(constraint);
        constraintNames.computeIfAbsent(schema(table), s -> new HashMap<>()).merge(constraint, 1, Integer::sum);
    }

    void removeConstraint(QualifiedName table, String constraint) {
        constraintNames
                .computeIfAbsent(schema(table), s -> new HashMap<>())
                .computeIfPresent(constraint, (name, count) -> count > 1 ? count - 1 : null);
        numbered.free(constraint);
        goneConstraints.add(table.sibling(constraint));
        journal.note(constraint);
    }

    /** Whether a constraint of this name was dropped or renamed, and none was made since. */
    boolean isGoneConstraint(QualifiedName name) {
        return goneConstraints.contains(name);
    }

    boolean hasConstraint(QualifiedName table, String constraint) {
        return constraintNames.getOrDefault(schema(table), Map.of()).containsKey(constraint);
    }

    boolean hasConstraintAnywhere(String constraint) {
        return constraintNames.values().stream().anyMatch(schema -> schema.containsKey(constraint));
    }

    /** A name for a new relation beside a table, which no relation and no constraint of the schema has. */
    String chooseRelation(QualifiedName table, @Nullable String columns, String label, boolean forConstraint) {
        return numbered.choose(
                table,
                columns,
                label,
                name -> relations.containsKey(table.sibling(name)) || (forConstraint && hasConstraint(table, name)));
    }

    /** A name for a new constraint of a table, which no constraint of the schema has. */
    String chooseConstraint(QualifiedName table, @Nullable String columns, String label) {
        return numbered.choose(table, columns, label, name -> hasConstraint(table, name));
    }

    /** The search_path as a SET gives it; null puts the default back. */
    void setPath(@Nullable String value, boolean local) {
        path.set(value, local);
    }

    void beginTransaction() {
        path.beginTransaction();
        journal.commit();
    }

    /** Puts the search_path back that the transaction began with. */
    void rollBack() {
        path.rollBack();
        journal.commit();
    }

    /** What is added from now on is of another changeSet. */
    void beginChangeSet(int number, boolean isUnreleased, boolean runsNow) {
        changeSet = number;
        unreleased = isUnreleased;
        path.beginChangeSet(runsNow);
        journal.clear();
    }
}
