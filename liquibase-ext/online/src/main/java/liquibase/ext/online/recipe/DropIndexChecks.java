package liquibase.ext.online.recipe;

import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** What can be known to forbid the drop of an index before anything is changed. */
final class DropIndexChecks {
    private DropIndexChecks() {}

    static Verify exists(QualifiedName index, @Nullable QualifiedName table) {
        String there = table == null
                ? "'nothing bears this name'"
                : "CASE WHEN " + CatalogText.oid(table) + " IS NULL THEN 'nor is there a table " + inLiteral(table)
                        + "' ELSE '" + inLiteral(table)
                        + " has ' || coalesce((SELECT string_agg(quote_ident(x.relname), ', ' ORDER BY x.relname) FROM pg_index i"
                        + " JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = " + CatalogText.oid(table)
                        + "), 'no index') END";
        return Verify.targets(
                "SELECT " + there + " AS sample, 1::bigint AS total WHERE " + CatalogText.oid(index) + " IS NULL",
                "index " + index + " does not exist",
                "correct schemaName and indexName; or, if it is gone as it should be, keep the changeSet from running where that"
                        + " is so (precondition indexExists with onFail=MARK_RAN, or changelog-sync)");
    }

    static Verify isIndex(QualifiedName index, @Nullable QualifiedName table) {
        return Verify.objects(
                "SELECT coalesce('it is an index of ' || i.indrelid::regclass::text, 'it is a relation of kind ' || c.relkind::text) AS"
                        + " sample, 1::bigint AS total FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid WHERE c.oid = "
                        + CatalogText.oid(index) + " AND "
                        + (table == null
                                ? "i.indrelid IS NULL"
                                : "i.indrelid IS DISTINCT FROM " + CatalogText.oid(table)),
                index + " is no index" + (table == null ? "" : " of " + table),
                "correct schemaName, tableName and indexName");
    }

    /** Constraints, the index of a partitioned table, and all else that PostgreSQL would refuse the drop for. */
    static Verify needed(QualifiedName index) {
        return Verify.objects(
                "SELECT f.found AS sample, count(*) OVER () AS total FROM (SELECT format('it belongs to %s %I of %s: drop that"
                        + " with dropConstraintOnline', CASE c.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique constraint'"
                        + " ELSE 'exclusion constraint' END, c.conname, c.conrelid::regclass) FROM pg_constraint c WHERE"
                        + " c.contype IN ('p', 'u', 'x') AND " + amongParts(index, "c.conindid")
                        + " UNION ALL SELECT format('it is a part of index %s: drop that, and its parts go with it',"
                        + " h.inhparent::regclass) FROM pg_inherits h WHERE h.inhrelid = " + CatalogText.oid(index)
                        + " UNION ALL SELECT pg_describe_object(d.classid, d.objid, d.objsubid) || ' needs it: drop that first'"
                        + " FROM pg_depend d WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = "
                        + CatalogText.oid(index) + " AND d.deptype = 'n') AS f (found) LIMIT 10",
                "index " + index + " cannot be dropped by itself",
                "do what is said of each");
    }

    static Verify replicaIdentity(QualifiedName index) {
        return DropChecks.replicaIdentity("index " + index, amongParts(index, "i.indexrelid"));
    }

    /** Whether an expression is the oid of the index or, when it is that of a partitioned table, of a part of it. */
    private static String amongParts(QualifiedName index, String oid) {
        return "(" + oid + " OPERATOR(pg_catalog.=) " + CatalogText.oid(index)
                + " OR EXISTS (SELECT FROM pg_catalog.pg_partition_tree(" + CatalogText.oid(index)
                + ") p WHERE p.relid OPERATOR(pg_catalog.=) " + oid + "))";
    }

    private static String inLiteral(QualifiedName name) {
        return name.toString().replace("'", "''");
    }
}
