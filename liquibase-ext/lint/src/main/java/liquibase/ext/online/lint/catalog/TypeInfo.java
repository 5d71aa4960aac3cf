package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** A type that the changelog made. */
public final class TypeInfo {
    final Kind kind;
    final Set<Table> users = new LinkedHashSet<>();
    final Set<TypeInfo> derived = new LinkedHashSet<>();
    final List<String> values = new ArrayList<>();
    final Set<String> valuesAddedHere = new LinkedHashSet<>();
    final Map<String, Boolean> checks = new LinkedHashMap<>();
    QualifiedName name;

    @Nullable
    String base;

    @Nullable
    TypeInfo baseType;

    boolean notNull;

    /** What kind of type it is. */
    public enum Kind {
        ENUM,
        DOMAIN,
        /** A composite, range or base type. */
        OTHER
    }

    TypeInfo(QualifiedName name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    /** Its name with its schema. */
    public QualifiedName name() {
        return name;
    }

    /** What kind of type it is. */
    public Kind kind() {
        return kind;
    }

    /** The values of an enum, in their order. */
    public List<String> values() {
        return Collections.unmodifiableList(values);
    }

    /** Those that the present changeSet added, which its own transaction must not use. */
    public Set<String> valuesAddedHere() {
        return Collections.unmodifiableSet(valuesAddedHere);
    }

    /** The type below a domain as SQL text. */
    public Optional<String> base() {
        return Optional.ofNullable(base);
    }

    /** Whether it is a domain that demands anything of a value, or lies over one. */
    public boolean isConstrained() {
        return notNull || !checks.isEmpty() || (baseType != null && baseType.isConstrained());
    }
}
