package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import liquibase.ext.online.sql.DropObject;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import org.jspecify.annotations.Nullable;

/** What goes with a type, a function, an extension or a schema that is dropped with CASCADE. */
final class Losses {
    /** The types that an extension brings, where its name is not that of its type. */
    private static final Map<String, Set<String>> TYPES_OF_EXTENSIONS = Map.of(
            "ltree", Set.of("ltree", "lquery", "ltxtquery"),
            "isn", Set.of("isbn", "isbn13", "issn", "issn13", "ean13", "upc"),
            "vector", Set.of("vector", "halfvec", "sparsevec"),
            "postgis", Set.of("geometry", "geography", "box2d", "box3d"),
            "postgis_raster", Set.of("raster"));

    /** The columns that go, by their tables. */
    final Map<Table, Set<String>> columns = new LinkedHashMap<>();

    /** The relations that go as a whole. */
    final Set<Relation> relations = new LinkedHashSet<>();

    /** The tables that stay, with what they lose besides columns. */
    final Map<Table, List<Object>> parts = new LinkedHashMap<>();

    /** Whether nothing else can go. */
    boolean all = true;

    private final Contents objects;

    private Losses(Contents objects) {
        this.objects = objects;
    }

    /** The losses by one command; it has its CASCADE. */
    static Losses of(DropObject drop, Contents objects) {
        Losses losses = new Losses(objects);
        for (QualifiedName name : SqlText.names(drop.names())) {
            switch (drop.kind()) {
                case SCHEMA -> losses.relations.addAll(objects.names.of(name.name()));
                case TYPE, DOMAIN -> losses.addType(name);
                case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE -> losses.addFunction(name.name());
                case EXTENSION -> losses.addExtension(name.name());
                default -> losses.all = false;
            }
        }
        return losses;
    }

    private void addType(QualifiedName name) {
        TypeInfo type = objects.types.find(name);
        all &= type != null;
        Set<TypeInfo> types = new LinkedHashSet<>();
        if (type != null) {
            addDerived(type, types);
        }
        add(
                text -> type == null ? namesAny(text, Set.of(name.name())) : types.contains(objects.types.named(text)),
                Set.of(name.name()));
    }

    private static void addDerived(TypeInfo type, Set<TypeInfo> types) {
        if (types.add(type)) {
            type.derived.forEach(derived -> addDerived(derived, types));
        }
    }

    private void addFunction(String name) {
        add(type -> false, Set.of(name));
        for (Table table : tables()) {
            table.triggers.forEach((trigger, function) -> {
                all &= !function.isEmpty();
                if (function.equals(name)) {
                    part(table, trigger);
                }
            });
        }
    }

    /** Which functions and operator classes an extension brings is not known. */
    private void addExtension(String name) {
        all = false;
        Set<String> types = TYPES_OF_EXTENSIONS.getOrDefault(name, Set.of(name));
        add(type -> namesAny(type, types), types);
    }

    /** Whatever has a type, or an expression with one of some names in it. */
    private void add(Predicate<String> type, Set<String> names) {
        for (Table table : tables()) {
            if (table.ofType != null && type.test(table.ofType)) {
                relations.add(table);
                continue;
            }
            for (ColumnInfo column : table.columns.values()) {
                if (type.test(column.type()) || (column.origin().isGenerated() && names(column.expression(), names))) {
                    columns.computeIfAbsent(table, t -> new LinkedHashSet<>()).add(column.name());
                } else if (names(column.defaultExpression(), names)) {
                    part(table, column);
                }
            }
            for (ConstraintInfo constraint : table.constraints.values()) {
                if (constraint.kind == ConstraintInfo.Kind.CHECK && names(constraint.expression, names)) {
                    part(table, constraint);
                }
            }
            for (IndexInfo index : table.indexes) {
                if (names(String.join(", ", index.keys()), names) || names(index.definition.where(), names)) {
                    part(table, index);
                }
            }
        }
    }

    private void part(Table table, Object part) {
        parts.computeIfAbsent(table, t -> new ArrayList<>()).add(part);
    }

    private List<Table> tables() {
        return objects.names.all().stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .toList();
    }

    private static boolean namesAny(String type, Set<String> types) {
        return SqlText.nameAt(SqlLexer.tokens(type), 0)
                .filter(name -> types.contains(name.name()))
                .isPresent();
    }

    private static boolean names(@Nullable String expression, Set<String> names) {
        if (expression != null) {
            Set<String> used = new HashSet<>();
            for (Token token : SqlLexer.tokens(expression)) {
                if (token.isName()) {
                    used.add(token.name());
                }
            }
            used.retainAll(names);
            return !used.isEmpty();
        }
        return false;
    }

    /** Every table and view that is locked: those that go, those that lose something, and the views on a column that goes. */
    Set<Relation> locked() {
        Set<Relation> locked = new LinkedHashSet<>(relations);
        relations.forEach(relation -> {
            locked.addAll(Catalog.closure(relation.readers));
            if (relation instanceof Table table) {
                table.incoming.forEach(foreign -> locked.add(foreign.table));
                table.constraints.values().stream()
                        .filter(constraint -> constraint.referenced != null)
                        .forEach(constraint -> locked.add(constraint.referenced));
            }
        });
        locked.removeIf(IndexInfo.class::isInstance);
        locked.addAll(parts.keySet());
        columns.forEach((table, names) -> {
            locked.add(table);
            Set<View> readers = new LinkedHashSet<>(table.readers);
            readers.removeIf(view -> names.stream().noneMatch(name -> view.readsColumn(table, name)));
            locked.addAll(Catalog.closure(readers));
        });
        return locked;
    }
}
