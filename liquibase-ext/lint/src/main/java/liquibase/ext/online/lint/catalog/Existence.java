package liquibase.ext.online.lint.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import liquibase.database.core.PostgresDatabase;
import liquibase.ext.online.lint.catalog.ConstraintInfo.Kind;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Whether something is there, as Liquibase's preconditions look for it: in the default schema where none is named, and by
 * the name that Liquibase makes of the author's, which is in lower case unless it is mixed, reserved or odd. True and false
 * are certain; null is what the commands so far do not tell.
 */
public final class Existence {
    private static final PostgresDatabase LIQUIBASE = new PostgresDatabase();

    private final Contents objects;

    Existence(Contents objects) {
        this.objects = objects;
    }

    /**
     * Whether the schema is known in which statements make what they name without one. Liquibase 4 puts the default schema
     * on the search_path without quotes, so that one with capitals is not found; 5 does not.
     */
    public boolean knowsDefaultSchema() {
        String schema = objects.names.session().defaultSchema();
        return schema.equals(schema.toLowerCase(Locale.ROOT));
    }

    /** A table, partitioned ones and partitions too. */
    public @Nullable Boolean table(@Nullable String schema, String name) {
        QualifiedName written = lower(schema, name);
        if (OfLiquibase.isTable(written) && full(null, written.name()).equals(written)) {
            return true;
        }
        return relation(schema, name, Table.class::isInstance);
    }

    /** A view that keeps no rows. */
    public @Nullable Boolean view(@Nullable String schema, String name) {
        return relation(schema, name, found -> found instanceof View view && !view.materialized());
    }

    /** A sequence, that of a serial or identity column too. */
    public @Nullable Boolean sequence(@Nullable String schema, String name) {
        return relation(schema, name, SequenceInfo.class::isInstance);
    }

    /** A column of a table; what columns a view or an index has is not known. */
    public @Nullable Boolean column(@Nullable String schema, String table, String column) {
        @Nullable Relation found = find(schema, table);
        if (found != null && !(found instanceof Table)) {
            return null;
        }
        return part(schema, table, known -> known.columns.keySet().stream().anyMatch(column::equalsIgnoreCase));
    }

    /**
     * An index of a table, that of a constraint too. Where it is named, its columns are not compared.
     *
     * @param columns in their order, between commas
     */
    public @Nullable Boolean index(
            @Nullable String schema, @Nullable String table, @Nullable String name, @Nullable String columns) {
        if (name == null) {
            return (table == null || columns == null) ? null : indexOn(schema, table, columns);
        }
        if (objects.isMentioned(name.toLowerCase(Locale.ROOT)) || objects.outside.has(lower(schema, name))) {
            return null;
        }
        return table == null
                ? index(schema, name, found -> found.owner instanceof Table)
                : named(
                        name,
                        is -> part(
                                schema,
                                table,
                                known -> known.indexes.stream()
                                        .anyMatch(index -> is.test(index.name().name()))));
    }

    /** Expressions have names of their own for Liquibase. */
    private @Nullable Boolean indexOn(@Nullable String schema, String table, String columns) {
        @Nullable
        Boolean found =
                part(schema, table, known -> known.indexes.stream().anyMatch(index -> isSame(carried(index), columns)));
        boolean expressions = find(schema, table) instanceof Table known
                && known.indexes.stream().anyMatch(index -> index.columns().contains(""));
        return (expressions && !Boolean.TRUE.equals(found)) ? null : found;
    }

    /** Liquibase counts what an index only carries as its columns too. */
    private static List<String> carried(IndexInfo index) {
        return Stream.concat(index.columns().stream(), index.definition.include().stream())
                .toList();
    }

    /** A primary key of a table, or of any when only its name is given. */
    public @Nullable Boolean primaryKey(@Nullable String schema, @Nullable String table, @Nullable String name) {
        if (table != null) {
            return constraint(schema, table, found -> found.kind == Kind.PRIMARY && isNamed(found.name, name));
        }
        return name == null
                ? null
                : index(schema, name, found -> found.constraint != null && found.constraint.kind == Kind.PRIMARY);
    }

    /** A foreign key of a table, or of any when only its own name is given. */
    public @Nullable Boolean foreignKey(@Nullable String schema, @Nullable String table, @Nullable String name) {
        if (table != null) {
            return named(
                    name, is -> constraint(schema, table, found -> found.kind == Kind.FOREIGN && is.test(found.name)));
        }
        if (name == null || objects.isMentioned(name.toLowerCase(Locale.ROOT))) {
            return null;
        }
        QualifiedName full = full(schema, name);
        if (!objects.names.hasConstraint(full, full.name())) {
            full = lower(schema, name);
        }
        if (objects.names.hasConstraint(full, full.name())) {
            String found = full.name();
            return foreignKeys(full).anyMatch(key -> key.name.equals(found));
        }
        boolean gone = objects.isWhole() || objects.names.isGoneConstraint(full);
        boolean elsewhere = schema == null && objects.names.hasConstraintAnywhere(full.name());
        return (gone && !elsewhere && !objects.names.hasWithCapitals(full.name())) ? Boolean.FALSE : null;
    }

    private Stream<ConstraintInfo> foreignKeys(QualifiedName sibling) {
        return objects.names.of(String.valueOf(sibling.schema())).stream()
                .flatMap(each -> each instanceof Table table ? table.constraints.values().stream() : Stream.empty())
                .filter(each -> each.kind == Kind.FOREIGN);
    }

    /**
     * A UNIQUE constraint of a table. Where it is named, its columns are not compared, and a primary key is as good; without a
     * name Liquibase finds a primary key of these columns on some tables and not on others.
     *
     * @param columns in their order, between commas
     */
    public @Nullable Boolean uniqueConstraint(
            @Nullable String schema, String table, @Nullable String name, @Nullable String columns) {
        if (name != null) {
            return named(name, is -> constraint(schema, table, found -> isKey(found) && is.test(found.name)));
        }
        @Nullable
        Boolean unique =
                constraint(schema, table, found -> isKey(found) && (columns == null || isSame(found.columns, columns)));
        @Nullable
        Boolean primary = constraint(
                schema,
                table,
                found -> found.kind == Kind.PRIMARY && (columns == null || isSame(found.columns, columns)));
        return (Boolean.TRUE.equals(unique) && Boolean.TRUE.equals(primary)) ? null : unique;
    }

    private static boolean isKey(ConstraintInfo constraint) {
        return constraint.kind == Kind.UNIQUE || constraint.kind == Kind.PRIMARY;
    }

    private @Nullable Boolean constraint(@Nullable String schema, String table, Predicate<ConstraintInfo> wanted) {
        return part(schema, table, known -> known.constraints.values().stream().anyMatch(wanted));
    }

    /** An index, which may be one of a table that was not seen to be made. */
    private @Nullable Boolean index(@Nullable String schema, String name, Predicate<IndexInfo> wanted) {
        boolean knowsAll = objects.isWhole() || objects.names.isGone(lower(schema, name));
        @Nullable Boolean found = relation(schema, name, index -> index instanceof IndexInfo info && wanted.test(info));
        return (knowsAll || find(schema, name) != null) ? found : null;
    }

    private @Nullable Boolean relation(@Nullable String schema, String name, Predicate<Relation> wanted) {
        @Nullable Relation found = find(schema, name);
        if (found == null) {
            return isMissing(schema, name) ? Boolean.FALSE : null;
        }
        boolean named = found instanceof Table table && !table.created;
        boolean doubtful = named || objects.isMentioned(found.name().name());
        return doubtful ? null : wanted.test(found) ? ifLookedFor(schema, name, found) : Boolean.FALSE;
    }

    /** Something of a table. */
    private @Nullable Boolean part(@Nullable String schema, String name, Predicate<Table> has) {
        @Nullable Relation found = find(schema, name);
        if (found == null) {
            return isMissing(schema, name) ? Boolean.FALSE : null;
        }
        if (!(found instanceof Table table)) {
            return false;
        }
        if (objects.isMentioned(table.name().name())) {
            return null;
        }
        boolean wholly = table.created && table.complete && !objects.outside.hasPartsOf(table.name());
        return has.test(table) ? ifLookedFor(schema, name, table) : wholly ? Boolean.FALSE : null;
    }

    /** Certain only where Liquibase looks for the very name; it may not find what differs in case. */
    private static @Nullable Boolean ifLookedFor(@Nullable String schema, String name, Relation found) {
        boolean same = found.name().name().equals(lookedFor(name))
                && (schema == null || lookedFor(schema).equals(found.name().schema()));
        return same ? Boolean.TRUE : null;
    }

    /** Likewise of something that has a name of its own; any will do where none is wanted. */
    private static @Nullable Boolean named(
            @Nullable String name, Function<Predicate<String>, @Nullable Boolean> exists) {
        if (name == null) {
            return exists.apply(own -> true);
        }
        @Nullable Boolean same = exists.apply(lookedFor(name)::equals);
        @Nullable Boolean alike = Boolean.TRUE.equals(same) ? same : exists.apply(name::equalsIgnoreCase);
        return (Boolean.TRUE.equals(alike) && !Boolean.TRUE.equals(same)) ? null : alike;
    }

    private static String lookedFor(String name) {
        return LIQUIBASE.correctObjectName(name, liquibase.structure.core.Table.class);
    }

    private @Nullable Relation find(@Nullable String schema, String name) {
        @Nullable Relation found = objects.names.find(full(schema, name));
        return found == null ? objects.names.find(lower(schema, name)) : found;
    }

    /** Where it is not found, whether it is not there. */
    private boolean isMissing(@Nullable String schema, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        QualifiedName written = new QualifiedName(schema == null ? null : schema.toLowerCase(Locale.ROOT), lower);
        return objects.isClosed(written) && !objects.names.hasWithCapitals(lower);
    }

    private QualifiedName full(@Nullable String schema, String name) {
        return new QualifiedName(schema == null ? objects.names.session().defaultSchema() : schema, name);
    }

    /** PostgreSQL folds a name without quotes to lower case, and Liquibase looks for it so. */
    private QualifiedName lower(@Nullable String schema, String name) {
        return full(schema == null ? null : schema.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }

    private static boolean isNamed(String own, @Nullable String wanted) {
        return wanted == null || wanted.equalsIgnoreCase(own);
    }

    private static boolean isSame(Collection<String> own, String wanted) {
        return String.join(",", own)
                .equalsIgnoreCase(wanted.replaceAll("\\s*,\\s*", ",").strip());
    }
}
