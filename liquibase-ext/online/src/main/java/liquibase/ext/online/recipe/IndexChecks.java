package liquibase.ext.online.recipe;

import java.util.List;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.sql.IndexElement;
import liquibase.ext.online.sql.QualifiedName;

/** What can be known to forbid an index before anything is changed. */
final class IndexChecks {
    private IndexChecks() {}

    /** The right to make indexes, which are kept in the schema of their table. */
    static Verify mayCreate(QualifiedName table) {
        return Verify.objects(
                "SELECT DISTINCT n.nspname::text AS sample, count(*) OVER () AS total FROM pg_class c JOIN pg_namespace n ON"
                        + " n.oid = c.relnamespace WHERE c.oid IN "
                        + CatalogText.family(table)
                        + " AND c.relkind IN ('r', 'p') AND (c.relispartition OR c.oid = " + CatalogText.oid(table)
                        + ") AND NOT has_schema_privilege(n.oid, 'CREATE') LIMIT 10",
                "the role may not create indexes in the schema of the table",
                "GRANT CREATE ON SCHEMA … TO this role");
    }

    /** Each partition has an index of its own, so that equal keys must always fall into the same one. */
    static Verify partitionKeys(QualifiedName table, List<String> columns, String key) {
        return Verify.objects(
                "SELECT p.partrelid::regclass || ' is partitioned by ' || pg_get_partkeydef(p.partrelid) AS sample,"
                        + " count(*) OVER () AS total FROM pg_partitioned_table p WHERE p.partrelid IN "
                        + CatalogText.family(table)
                        + " AND EXISTS (SELECT FROM unnest(p.partattrs::int2[]) AS k (attnum) WHERE NOT EXISTS (SELECT FROM"
                        + " pg_attribute a WHERE a.attrelid = p.partrelid AND a.attnum = k.attnum AND a.attname = ANY ("
                        + CatalogText.array(columns) + "))) LIMIT 10",
                key + " lacks a column of a partition key, or the partition key is an expression",
                "add the columns of the partition keys, or have each partition unique on its own");
    }

    static Verify partitionKeys(WantedIndex index) {
        List<String> columns = index.expressions().stream()
                .map(IndexElement::of)
                .map(IndexElement::column)
                .filter(column -> !column.isEmpty())
                .toList();
        return partitionKeys(
                index.table(), columns, "a unique index on (" + String.join(", ", index.expressions()) + ")");
    }
}
