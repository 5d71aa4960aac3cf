package liquibase.ext.online.recipe;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.GeneratedName;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.IndexElement;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * An index to be, and how the catalog shows it. Whether one that stands is equal, the server decides: its definition is
 * compared with that of the same index on an empty copy of the table.
 *
 * @param command as the stock change has it, with a name
 */
record WantedIndex(CreateIndex command) {
    private static final String SUFFIX = "idx";

    /** It is no part of the index of a partitioned table. */
    private static final String FREE = "NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = i.indexrelid)";

    /** The index with a name made of table and keys where the author gave none. */
    static WantedIndex of(CreateIndex command) {
        return new WantedIndex(command.named(
                command.name() == null
                        ? GeneratedName.of(command.table().name(), labels(command), SUFFIX)
                        : command.name()));
    }

    private static List<String> labels(CreateIndex command) {
        return command.keys().stream().map(key -> IndexElement.of(key).label()).toList();
    }

    /** The same index on a partition, under a name made from the partition's. */
    WantedIndex on(QualifiedName partition) {
        return of(command.on(partition).unnamed());
    }

    /** The same index under another name. */
    WantedIndex called(String name) {
        return new WantedIndex(command.named(name));
    }

    /** The name of the index on a partition as a SQL expression. */
    String nameOn(String partitionExpression) {
        return GeneratedName.sql(partitionExpression, labels(command), SUFFIX);
    }

    QualifiedName table() {
        return command.table();
    }

    String name() {
        return String.valueOf(command.name());
    }

    QualifiedName index() {
        return table().sibling(name());
    }

    /** A valid index of this name stands on the table; on a partitioned table that is one which every partition has. */
    Condition stands() {
        return Condition.of("index " + index() + " is valid", "EXISTS (SELECT" + byName() + " AND i.indisvalid)");
    }

    /** It stands, valid or not. */
    Condition isDeclared() {
        return Condition.of("index " + index() + " is declared", "EXISTS (SELECT" + byName() + ")");
    }

    /** The table, a partition, has a valid index like that of its parent, which is a part of it or free to be one. */
    Condition hasValidLike(QualifiedName parent) {
        return Condition.of(
                "a valid index of " + table() + " is like " + parent,
                "EXISTS (SELECT" + like(parent) + " AND i.indisvalid AND (" + FREE
                        + " OR EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = i.indexrelid AND h.inhparent = "
                        + CatalogText.oid(parent) + ")))");
    }

    /** Gives the index of the partition that can be attached to its parent's, where none is attached yet. */
    String toAttach(QualifiedName parent) {
        return "SELECT n.nspname, x.relname" + like(parent) + " AND " + FREE + " AND (i.indisvalid OR x.relname = "
                + Sql.literal(name())
                + ") AND NOT EXISTS (SELECT FROM pg_inherits h JOIN pg_index o ON o.indexrelid = h.inhrelid WHERE"
                + " h.inhparent = " + CatalogText.oid(parent)
                + " AND o.indrelid = i.indrelid) ORDER BY i.indisvalid DESC, 1, 2 LIMIT 1";
    }

    /** Gives the INVALID indexes that failed builds of this one left, those of REINDEX included. */
    String leftovers() {
        String debris = name() + "_ccnew";
        return "SELECT n.nspname, x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_namespace n ON"
                + " n.oid = x.relnamespace WHERE i.indrelid = " + CatalogText.oid(table())
                + " AND NOT i.indisvalid AND x.relkind = 'i' AND " + FREE + " AND (x.relname = " + Sql.literal(name())
                + " OR left(x.relname, " + debris.codePointCount(0, debris.length()) + ") = " + Sql.literal(debris)
                + ") ORDER BY 1, 2";
    }

    /** Finds what bears a name that the index or its part on a partition is to have, and is not what is asked for. */
    Verify unlike(QualifiedName copy) {
        String wanted = "CASE WHEN t.oid = " + CatalogText.oid(table()) + " THEN " + Sql.literal(name()) + " ELSE "
                + nameOn("t.relname") + " END";
        return Verify.objects(
                "SELECT r.oid::regclass || ' is ' || coalesce(pg_get_indexdef(i.indexrelid), 'a relation of kind ' ||"
                        + " r.relkind::text) AS sample, count(*) OVER () AS total FROM pg_class t JOIN pg_class r ON"
                        + " r.relnamespace = t.relnamespace AND r.relname = " + wanted
                        + " LEFT JOIN pg_index i ON i.indexrelid = r.oid LEFT JOIN pg_class x ON x.oid = r.oid WHERE (t.oid = "
                        + CatalogText.oid(table()) + " OR (t.relispartition AND t.oid IN "
                        + CatalogText.family(table()) + ")) AND (i.indrelid = t.oid AND " + definition() + " = (SELECT "
                        + definition() + " FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = "
                        + CatalogText.oid(copy) + ")) IS NOT TRUE LIMIT 10",
                "%d names are taken by what is not the index asked for, " + command.sql(),
                "give another indexName, or drop or rename what has this one");
    }

    /** What is indexed, without collations, operator classes and orders. */
    List<String> expressions() {
        return command.keys().stream()
                .map(key -> IndexElement.of(key).expression())
                .toList();
    }

    private String byName() {
        return " FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = " + CatalogText.oid(table())
                + " AND x.relname = " + Sql.literal(name());
    }

    private String like(QualifiedName parent) {
        return " FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_namespace n ON n.oid = x.relnamespace WHERE"
                + " i.indrelid = " + CatalogText.oid(table()) + " AND " + definition() + " = (SELECT " + definition()
                + " FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indexrelid = "
                + CatalogText.oid(parent)
                + ")";
    }

    /**
     * All that tells an index from another of the same table or of one with the same columns, as one text. The columns may
     * stand in another order; indnullsnotdistinct came with 15, hence the detour by JSON.
     */
    private String definition() {
        return Stream.of(
                        "i.indisunique",
                        "to_jsonb(i) ->> 'indnullsnotdistinct'",
                        "i.indnkeyatts",
                        "i.indoption",
                        "i.indclass",
                        "i.indcollation",
                        "x.relam",
                        "(SELECT string_agg(coalesce(quote_ident(a.attname), '()'), ',' ORDER BY k.position) FROM"
                                + " unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, position) LEFT JOIN pg_attribute a ON"
                                + " a.attrelid = i.indrelid AND a.attnum = k.attnum)",
                        "pg_get_expr(i.indexprs, i.indrelid)",
                        "pg_get_expr(i.indpred, i.indrelid)",
                        "(SELECT string_agg(o, ',' ORDER BY o) FROM unnest(x.reloptions) AS o)",
                        command.tablespace() == null ? "''" : "x.reltablespace")
                .collect(Collectors.joining(", '|', ", "concat(", ")"));
    }
}
