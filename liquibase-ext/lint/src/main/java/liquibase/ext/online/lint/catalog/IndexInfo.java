package liquibase.ext.online.lint.catalog;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** An index, that of a constraint too. */
public final class IndexInfo extends Relation {
    final Relation owner;
    final Set<IndexInfo> partitions = new LinkedHashSet<>();

    @Nullable
    IndexInfo parent;

    @Nullable
    ConstraintInfo constraint;

    Definition definition;
    boolean valid = true;

    /**
     * What an index is made of.
     *
     * @param keys each a column or an expression as SQL text, with its operator class and order
     * @param columns for each key its column, or "" for an expression
     * @param where the predicate of a partial index, or null
     */
    record Definition(
            boolean unique,
            boolean nullsNotDistinct,
            String method,
            List<String> keys,
            List<String> columns,
            List<String> include,
            @Nullable String where) {
        Definition {
            keys = List.copyOf(keys);
            columns = List.copyOf(columns);
            include = List.copyOf(include);
        }
    }

    IndexInfo(QualifiedName name, Relation owner, Definition definition) {
        super(name);
        this.owner = owner;
        this.definition = definition;
    }

    /** The table or materialized view, with its schema. */
    public QualifiedName table() {
        return owner.name();
    }

    /** Whether two rows may not have the same key. */
    public boolean unique() {
        return definition.unique();
    }

    /** Whether two NULLs count as the same key. */
    public boolean nullsNotDistinct() {
        return definition.nullsNotDistinct();
    }

    /** False for what a failed concurrent build left, and for one made ON ONLY that lacks a partition's index. */
    public boolean valid() {
        return valid;
    }

    /** The access method, such as {@code btree}. */
    public String method() {
        return definition.method();
    }

    /** Each a column or an expression as SQL text, with its operator class and order. */
    public List<String> keys() {
        return definition.keys();
    }

    /** The key columns in order; "" where a key is an expression. */
    public List<String> columns() {
        return definition.columns();
    }

    /** The columns that it carries and does not compare. */
    public List<String> include() {
        return definition.include();
    }

    /** The predicate of a partial index. */
    public Optional<String> where() {
        return Optional.ofNullable(definition.where());
    }

    /** The constraint that it belongs to. */
    public Optional<ConstraintInfo> constraint() {
        return Optional.ofNullable(constraint);
    }

    /** Whether a column is a plain key, or carried along. */
    public boolean hasColumn(String column) {
        return definition.columns().contains(column) || definition.include().contains(column);
    }

    /** Whether a column takes part in an expression or in the predicate. */
    public boolean computesFrom(String column) {
        for (int i = 0; i < definition.keys().size(); i++) {
            if (definition.columns().get(i).isEmpty()
                    && SqlText.mentions(definition.keys().get(i), column)) {
                return true;
            }
        }
        return definition.where() != null && SqlText.mentions(definition.where(), column);
    }

    void renameColumn(String from, String to) {
        if (hasColumn(from) || computesFrom(from)) {
            definition = new Definition(
                    definition.unique(),
                    definition.nullsNotDistinct(),
                    definition.method(),
                    definition.keys().stream()
                            .map(key -> SqlText.rename(key, from, to))
                            .toList(),
                    SqlText.replace(definition.columns(), from, to),
                    SqlText.replace(definition.include(), from, to),
                    definition.where() == null ? null : SqlText.rename(definition.where(), from, to));
        }
    }
}
