package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
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
    private final List<String> values = new ArrayList<>();
    private final Set<String> distinctValues = new HashSet<>();
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

    /** The values that it is made with. */
    void make(Collection<String> all) {
        values.addAll(all);
        distinctValues.addAll(all);
    }

    /**
     * One value more, unless it is there.
     *
     * @param beside the value that it is put before or behind, or null for the end
     */
    boolean add(String value, @Nullable String beside, boolean behind) {
        if (!distinctValues.add(value)) {
            return false;
        }
        int at = beside == null ? -1 : values.lastIndexOf(beside);
        values.add(at < 0 ? values.size() : behind ? at + 1 : at, value);
        return true;
    }

    void renameValue(String from, String to) {
        if (distinctValues.remove(from)) {
            distinctValues.add(to);
            values.set(values.lastIndexOf(from), to);
        }
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
