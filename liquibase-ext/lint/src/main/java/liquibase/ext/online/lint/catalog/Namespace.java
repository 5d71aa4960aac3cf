package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import liquibase.ext.online.lint.changelog.SessionNames;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
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
    private List<String> path;
    private int changeSet;
    private boolean unreleased;
    private @Nullable List<String> pathAfterChangeSet;

    /** One that finds what a session finds which begins with these names. */
    Namespace(SessionNames session) {
        this.session = session;
        this.path = withDefaultFirst(session.sessionPath());
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
        for (int i = 0; found == null && i < path.size(); i++) {
            found = relations.get(new QualifiedName(path.get(i), name.name()));
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
        return name.schema() == null ? new QualifiedName(path.get(0), name.name()) : name;
    }

    /** The name under which the search_path finds a type. */
    QualifiedName typeName(QualifiedName name, Predicate<QualifiedName> exists) {
        if (name.schema() == null) {
            for (String schema : path) {
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
        relations.put(relation.name(), relation);
        in(relation.name()).put(relation.name().name(), relation);
    }

    void remove(Relation relation) {
        if (relations.remove(relation.name(), relation)) {
            in(relation.name()).remove(relation.name().name());
            numbered.free(relation.name().name());
        }
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
        constraintNames.computeIfAbsent(schema(table), s -> new HashMap<>()).merge(constraint, 1, Integer::sum);
    }

    void removeConstraint(QualifiedName table, String constraint) {
        constraintNames
                .computeIfAbsent(schema(table), s -> new HashMap<>())
                .computeIfPresent(constraint, (name, count) -> count > 1 ? count - 1 : null);
        numbered.free(constraint);
    }

    boolean hasConstraint(QualifiedName table, String constraint) {
        return constraintNames.getOrDefault(schema(table), Map.of()).containsKey(constraint);
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
        if (local && pathAfterChangeSet == null) {
            pathAfterChangeSet = path;
        } else if (!local) {
            pathAfterChangeSet = null;
        }
        path = value == null ? session.sessionPath() : parse(value);
    }

    /**
     * What is added from now on is of another changeSet, before which Liquibase puts the default schema at the head of the
     * search_path that is left: what SET LOCAL did has ended, and what SET did has not.
     */
    void beginChangeSet(int number, boolean isUnreleased) {
        changeSet = number;
        unreleased = isUnreleased;
        path = withDefaultFirst(pathAfterChangeSet == null ? path : pathAfterChangeSet);
        pathAfterChangeSet = null;
    }

    private List<String> withDefaultFirst(List<String> rest) {
        Set<String> schemas = new LinkedHashSet<>(List.of(session.defaultSchema()));
        schemas.addAll(rest);
        return List.copyOf(schemas);
    }

    private List<String> parse(String value) {
        List<String> schemas = new ArrayList<>();
        for (Token token : SqlLexer.tokens(value)) {
            String schema = token.isName()
                    ? token.name()
                    : token.kind() == Token.Kind.STRING
                            ? token.text().substring(1, token.text().length() - 1)
                            : "";
            if (!schema.isEmpty() && !schema.equals("$user") && !schema.equals("default")) {
                schemas.add(schema);
            }
        }
        return schemas.isEmpty() ? session.sessionPath() : List.copyOf(schemas);
    }
}
