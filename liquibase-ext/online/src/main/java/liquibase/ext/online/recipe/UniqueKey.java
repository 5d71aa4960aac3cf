package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.GeneratedName;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.PrimaryKey;
import liquibase.ext.online.sql.PrimaryKeyUsingIndex;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.Unique;
import liquibase.ext.online.sql.UniqueUsingIndex;
import org.jspecify.annotations.Nullable;

/**
 * A unique constraint or primary key to be: what it is called, and how the catalog shows one that is equal. Equal means the
 * same kind, the same columns in the same order, the same treatment of NULL, the same deferral and, where one is asked for,
 * the same tablespace; and under the same name where the author gave one.
 *
 * @param named whether the author gave the name
 * @param forIndex the one index that it may take over; null for any that is equal
 */
public record UniqueKey(
        Kind kind,
        QualifiedName table,
        String name,
        boolean named,
        List<String> columns,
        List<String> include,
        boolean nullsNotDistinct,
        @Nullable String tablespace,
        Deferral deferral,
        @Nullable String forIndex) {

    /** What it is; from it follows what PostgreSQL calls one without a name. */
    public enum Kind {
        UNIQUE("u", "key"),
        PRIMARY("p", "pkey");

        private final String contype;
        private final String suffix;

        Kind(String contype, String suffix) {
            this.contype = contype;
            this.suffix = suffix;
        }
    }

    /** No constraint owns the index. */
    private static final String FREE =
            "NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND" + " c.conrelid = i.indrelid)";

    public UniqueKey {
        columns = List.copyOf(columns);
        include = List.copyOf(include);
    }

    /** A unique constraint; {@code name} null for a generated one. */
    public static UniqueKey unique(
            QualifiedName table,
            @Nullable String name,
            List<String> columns,
            List<String> include,
            boolean nullsNotDistinct,
            @Nullable String tablespace,
            Deferral deferral) {
        return new UniqueKey(
                Kind.UNIQUE,
                table,
                name == null ? GeneratedName.of(table.name(), columns, Kind.UNIQUE.suffix) : name,
                name != null,
                columns,
                include,
                nullsNotDistinct,
                tablespace,
                deferral,
                null);
    }

    /** A primary key; {@code name} null for a generated one. */
    public static UniqueKey primary(
            QualifiedName table,
            @Nullable String name,
            List<String> columns,
            @Nullable String tablespace,
            @Nullable String forIndex) {
        return new UniqueKey(
                Kind.PRIMARY,
                table,
                name == null ? GeneratedName.of(table.name(), List.of(), Kind.PRIMARY.suffix) : name,
                name != null,
                columns,
                List.of(),
                false,
                tablespace,
                Deferral.NOT_DEFERRABLE,
                forIndex);
    }

    /** The same key on a partition, under a name made from the partition's. */
    UniqueKey on(QualifiedName partition) {
        return new UniqueKey(
                kind,
                partition,
                GeneratedName.of(partition.name(), namedAfter(), kind.suffix),
                false,
                columns,
                include,
                nullsNotDistinct,
                tablespace,
                deferral,
                null);
    }

    /** The same key under the name that it has. */
    UniqueKey called(String itsName) {
        return new UniqueKey(
                kind, table, itsName, true, columns, include, nullsNotDistinct, tablespace, deferral, forIndex);
    }

    /** The name on a partition as a SQL expression. */
    String nameOn(String partitionExpression) {
        return GeneratedName.sql(partitionExpression, namedAfter(), kind.suffix);
    }

    private List<String> namedAfter() {
        return kind == Kind.PRIMARY ? List.of() : columns;
    }

    boolean isPrimary() {
        return kind == Kind.PRIMARY;
    }

    QualifiedName index() {
        return table.sibling(name);
    }

    CreateIndex createConcurrently() {
        return CreateIndex.ofKey(table, name, columns, include, nullsNotDistinct, null, tablespace);
    }

    AddConstraint.Definition constraint() {
        return isPrimary()
                ? new PrimaryKey(columns, include, tablespace, deferral)
                : new Unique(columns, include, nullsNotDistinct, tablespace, deferral);
    }

    /** The same made of the index that bears its name. */
    AddConstraint.Definition usingIndex() {
        return isPrimary() ? new PrimaryKeyUsingIndex(name, deferral) : new UniqueUsingIndex(name, deferral);
    }

    /** What messages call it. */
    String what() {
        return isPrimary() ? "primary key" : "unique constraint";
    }

    /** A valid constraint with this definition exists. */
    Condition constraintExists() {
        return Condition.of(
                "a " + what() + " on (" + Sql.names(columns) + ") exists",
                "EXISTS (" + equalIndexes("SELECT", "i.indisvalid AND " + ownedByConstraint() + asNamed()) + ")");
    }

    /** A constraint with this definition exists, its index valid or not. */
    Condition constraintExistsOnParent() {
        return Condition.of(
                "the constraint on (" + Sql.names(columns) + ") is declared",
                "EXISTS (" + equalIndexes("SELECT", ownedByConstraint() + asNamed()) + ")");
    }

    /** The constraint of this name has this definition, its index valid or not. */
    Condition constraintOfThisNameExists() {
        return Condition.of(
                "constraint " + Sql.name(name) + " exists",
                "EXISTS (" + equalIndexes("SELECT", ownedByConstraint() + bearsName()) + ")");
    }

    /** A valid index that can become the constraint, or already is one, exists. */
    Condition indexExists() {
        return Condition.of(
                "a valid unique index on (" + Sql.names(columns) + ") exists",
                "EXISTS ("
                        + equalIndexes(
                                "SELECT",
                                "i.indisvalid AND (" + ownedByConstraint() + " OR (" + FREE + bearsName() + "))")
                        + ")");
    }

    /** A valid index, whoever owns it, sees to it that there are no duplicates. */
    Condition provenUnique() {
        return Condition.of(
                "a valid unique index on (" + Sql.names(columns) + ") forbids duplicates",
                "EXISTS (" + equalIndexes("SELECT", "i.indisvalid") + ")");
    }

    /** Gives the valid equal index that no constraint owns yet, if its name is not ours. */
    String otherIndex() {
        return equalIndexes(
                        "SELECT n.nspname, x.relname",
                        "i.indisvalid AND " + FREE + " AND x.relname <> " + Sql.literal(name)
                                + (forIndex == null ? "" : " AND x.relname = " + Sql.literal(forIndex))
                                + " AND NOT EXISTS ("
                                + equalIndexes("SELECT", "i.indisvalid" + bearsName()) + ")")
                + " ORDER BY 1, 2 LIMIT 1";
    }

    /** Finds the primary key that the table, or a partition of it, has already and that is not equal. */
    String otherPrimaryKey() {
        return "SELECT k.conname || ' of ' || k.conrelid::regclass || ' is ' || pg_get_constraintdef(k.oid) AS sample, count(*)"
                + " OVER () AS total FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid WHERE k.contype = 'p' AND (t.oid = "
                + CatalogText.oid(table) + " OR (t.relispartition AND t.oid IN " + CatalogText.family(table)
                + ")) AND k.conindid NOT IN ("
                + equalIndexes("SELECT i.indexrelid", "k.conrelid", ownedByConstraint()) + ") LIMIT 10";
    }

    /** Says what is wrong with the index that it is to take over; no row where nothing is. */
    String unfitIndex() {
        return "SELECT coalesce((SELECT 'it is ' || pg_get_indexdef(i.indexrelid) || CASE WHEN i.indisvalid THEN '' ELSE ', INVALID'"
                + " END FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = "
                + CatalogText.oid(table)
                + " AND x.relname = " + Sql.literal(String.valueOf(forIndex))
                + "), 'there is none') AS sample, 1::bigint AS total WHERE NOT EXISTS ("
                + equalIndexes(
                        "SELECT",
                        "i.indisvalid AND (" + FREE + " AND x.relname = " + Sql.literal(String.valueOf(forIndex))
                                + " OR " + ownedByConstraint() + asNamed() + " OR " + FREE + bearsName() + ")")
                + ")";
    }

    /** Gives the valid index of the equal constraint that is no partition of {@code parent} yet. */
    String constraintIndexToAttach(QualifiedName parent) {
        return equalIndexes(
                        "SELECT n.nspname, x.relname",
                        ownedByConstraint() + " AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid ="
                                + " i.indexrelid)")
                + " AND " + CatalogText.oid(parent) + " IS NOT NULL ORDER BY 1, 2 LIMIT 1";
    }

    /** Gives the INVALID indexes with this definition, whatever their names: what failed builds and REINDEX left. */
    String leftovers() {
        return equalIndexes("SELECT n.nspname, x.relname", "NOT i.indisvalid AND x.relkind = 'i' AND " + FREE)
                + " ORDER BY 1, 2";
    }

    /** Finds the equal constraint that has another name than the author's. */
    String otherConstraint() {
        return named
                ? equalIndexes(
                                "SELECT 'it is ' || x.relname AS sample, 1::bigint AS total",
                                ownedByConstraint() + " AND x.relname <> " + Sql.literal(name)
                                        + " AND NOT EXISTS ("
                                        + equalIndexes("SELECT", ownedByConstraint() + bearsName())
                                        + ")")
                        + " LIMIT 1"
                : "SELECT '' AS sample, 0::bigint AS total WHERE false";
    }

    /** Finds what else bears the name: a row per relation or constraint that is not equal to this. */
    String nameTakenBy() {
        String relation =
                "SELECT CASE WHEN i.indexrelid IS NULL THEN 'a relation of kind ' || r.relkind::text ELSE coalesce((SELECT"
                        + " pg_get_constraintdef(c.oid) FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.conrelid ="
                        + " i.indrelid), pg_get_indexdef(i.indexrelid)) || ' of ' || i.indrelid::regclass || coalesce(', in"
                        + " tablespace ' || s.spcname, '') END AS sample, 1::bigint AS total FROM pg_class r LEFT JOIN pg_index i"
                        + " ON i.indexrelid = r.oid LEFT JOIN pg_tablespace s ON s.oid = r.reltablespace WHERE r.relname = "
                        + Sql.literal(name) + " AND r.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = "
                        + CatalogText.oid(table) + ") AND r.oid NOT IN ("
                        + equalIndexes("SELECT i.indexrelid", "(" + ownedByConstraint() + " OR " + FREE + ")")
                        + ")";
        String constraint = "SELECT pg_get_constraintdef(k.oid), 1::bigint FROM pg_constraint k WHERE k.conrelid = "
                + CatalogText.oid(table) + " AND k.conname = " + Sql.literal(name) + " AND k.contype <> '"
                + kind.contype + "'";
        return relation + " UNION ALL " + constraint;
    }

    /** Finds what bears the name that the constraint of a partition is to have, and is not equal to it. */
    String partitionNamesTakenBy() {
        return "SELECT r.oid::regclass || ', wanted for ' || p.oid::regclass AS sample, count(*) OVER () AS total FROM pg_class"
                + " p JOIN pg_class r ON r.relnamespace = p.relnamespace AND r.relname = "
                + nameOn("p.relname") + " WHERE p.relispartition AND p.oid <> "
                + CatalogText.oid(table) + " AND p.oid IN " + CatalogText.family(table) + " AND r.oid NOT IN ("
                + equalIndexes("SELECT i.indexrelid", "p.oid", "(" + ownedByConstraint() + " OR " + FREE + ")")
                + ") LIMIT 10";
    }

    private String bearsName() {
        return " AND x.relname = " + Sql.literal(name);
    }

    private String asNamed() {
        return named ? bearsName() : "";
    }

    private String inTablespace() {
        return tablespace == null
                ? ""
                : " AND coalesce(nullif(x.reltablespace, 0), (SELECT dattablespace FROM pg_database WHERE datname ="
                        + " current_database())) = (SELECT oid FROM pg_tablespace WHERE spcname = "
                        + Sql.literal(tablespace) + ")";
    }

    private String ownedByConstraint() {
        return "EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.conrelid = i.indrelid AND"
                + " c.contype = '" + kind.contype + "' AND c.condeferrable = " + (deferral != Deferral.NOT_DEFERRABLE)
                + " AND c.condeferred = " + (deferral == Deferral.INITIALLY_DEFERRED) + ")";
    }

    /**
     * Indexes that ADD CONSTRAINT … USING INDEX would take for this key: not WITHOUT OVERLAPS, not partial, no expressions, default order,
     * operator class and collation (ALTER TABLE, "ADD table_constraint_using_index"). The column indnullsnotdistinct
     * came with 15, hence the detour by JSON.
     */
    private String equalIndexes(String select, String condition) {
        return equalIndexes(select, CatalogText.oid(table), condition);
    }

    private String equalIndexes(String select, String tableOid, String condition) {
        List<String> all = new ArrayList<>(columns);
        all.addAll(include);
        return select + " FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_namespace n ON n.oid ="
                + " x.relnamespace WHERE i.indrelid = " + tableOid
                + " AND i.indisunique AND NOT i.indisexclusion AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts = "
                + columns.size()
                + " AND 0 = ALL (i.indoption::int2[]) AND NOT EXISTS (SELECT FROM pg_opclass o WHERE o.oid = ANY"
                + " (i.indclass::oid[]) AND NOT o.opcdefault) AND coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean,"
                + " false) = " + nullsNotDistinct
                + " AND (SELECT array_agg(a.attname::text ORDER BY k.position) FROM unnest(i.indkey::int2[]) WITH"
                + " ORDINALITY AS k (attnum, position) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum ="
                + " k.attnum) = " + CatalogText.array(all)
                + " AND NOT EXISTS (SELECT FROM unnest(i.indkey::int2[], i.indcollation::oid[]) AS k (attnum, ordering)"
                + " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum WHERE k.ordering <> 0 AND"
                + " k.ordering <> a.attcollation)" + inTablespace() + " AND " + condition;
    }
}
