package liquibase.ext.online.lint.catalog;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.Type;
import org.jspecify.annotations.Nullable;

/** The types that the changelog made, and what their names in a column mean. */
final class Types {
    /** Types of extensions that are no domains; an unknown type might be one. */
    private static final Set<String> OF_EXTENSIONS = Set.of(
            "citext",
            "hstore",
            "ltree",
            "lquery",
            "ltxtquery",
            "cube",
            "seg",
            "isbn",
            "issn",
            "geometry",
            "geography",
            "raster",
            "box2d",
            "box3d",
            "vector",
            "halfvec",
            "sparsevec");

    private final Namespace names;
    private final Map<QualifiedName, TypeInfo> types = new HashMap<>();
    private final Map<String, Type> read = new HashMap<>();

    Types(Namespace names) {
        this.names = names;
    }

    /** The type of a text; texts are few and columns many. */
    Type of(String text) {
        return read.computeIfAbsent(text, Type::of);
    }

    void add(TypeInfo type) {
        types.put(type.name, type);
    }

    void remove(TypeInfo type) {
        types.remove(type.name, type);
    }

    void rename(TypeInfo type, QualifiedName newName) {
        types.remove(type.name, type);
        type.name = newName;
        types.put(newName, type);
    }

    List<TypeInfo> all() {
        return List.copyOf(types.values());
    }

    List<TypeInfo> of(QualifiedName schema) {
        return types.values().stream()
                .filter(type -> schema.name().equals(type.name.schema()))
                .toList();
    }

    /** The type of a name, or null. */
    @Nullable
    TypeInfo find(QualifiedName name) {
        return types.get(names.typeName(name, types::containsKey));
    }

    /** The type that the text of a column's type names, an array of it left out, or null. */
    @Nullable
    TypeInfo named(String text) {
        if (types.isEmpty() || of(text).isBuiltIn()) {
            return null;
        }
        return SqlText.nameAt(SqlLexer.tokens(text), 0).map(this::find).orElse(null);
    }

    /** Whether the type is a domain with constraints, or could be one. */
    boolean isConstrained(String text) {
        Type type = of(text);
        if (type.isBuiltIn() || type.array()) {
            return false;
        }
        TypeInfo named = named(text);
        if (named != null) {
            return named.isConstrained();
        }
        List<Token> tokens = SqlLexer.tokens(text);
        QualifiedName name = SqlText.nameAt(tokens, 0).orElse(null);
        return name == null || !(OF_EXTENSIONS.contains(name.name()) || names.find(name) != null);
    }

    /** Whether the values of a type are rows, or could be: those of a table's type, of one that is no enum, or of a domain over it. */
    boolean mayBeRow(String text) {
        if (of(text).isBuiltIn() || of(text).array()) {
            return false;
        }
        TypeInfo named = named(text);
        if (named == null) {
            QualifiedName name = SqlText.nameAt(SqlLexer.tokens(text), 0).orElse(null);
            return name != null && names.find(name) != null;
        }
        return named.kind == TypeInfo.Kind.OTHER || (named.base != null && mayBeRow(named.base));
    }

    /** Notes that a table has a column of this type. */
    void use(Table table, String text) {
        TypeInfo type = named(text);
        if (type != null) {
            type.users.add(table);
        }
    }

    /** The tables with a column of a type or of a domain over it. */
    Set<Table> tablesUsing(TypeInfo type) {
        Set<Table> tables = new LinkedHashSet<>();
        type.users.removeIf(table -> names.find(table.name()) != table
                || table.columns().stream().noneMatch(column -> named(column.type()) == type));
        tables.addAll(type.users);
        for (TypeInfo derived : type.derived) {
            tables.addAll(tablesUsing(derived));
        }
        return tables;
    }
}
