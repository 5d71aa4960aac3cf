package liquibase.ext.online.recipe;

import java.util.List;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** What can be known to forbid the drop of a table, a column or a constraint before anything is changed. */
final class DropChecks {
    private static final String UNLESS_GONE =
            "; or, if it is gone as it should be, keep the changeSet from running where that is so (a precondition with"
                    + " onFail=MARK_RAN, or changelog-sync)";

    private DropChecks() {}

    static Verify tableExists(QualifiedName table) {
        return Verify.targets(
                "SELECT 'nothing bears this name' AS sample, 1::bigint AS total WHERE " + CatalogText.oid(table)
                        + " IS NULL",
                "table " + table + " does not exist",
                "correct schemaName and tableName" + UNLESS_GONE);
    }

    static Verify columnsExist(QualifiedName table, List<String> columns) {
        return Verify.targets(
                "SELECT quote_ident(w.name) || ', and it has ' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY"
                        + " a.attnum) FROM pg_attribute a WHERE a.attrelid = " + CatalogText.oid(table)
                        + " AND a.attnum > 0 AND NOT a.attisdropped) AS sample, count(*) OVER () AS total FROM unnest("
                        + CatalogText.array(columns)
                        + ") AS w (name) WHERE NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = "
                        + CatalogText.oid(table)
                        + " AND a.attnum > 0 AND NOT a.attisdropped AND a.attname = w.name) LIMIT 10",
                "table " + table + " has no column of the name",
                "correct columnName" + UNLESS_GONE);
    }

    static Verify constraintExists(QualifiedName table, String constraint) {
        return Verify.targets(
                "SELECT coalesce(string_agg(quote_ident(c.conname), ', ' ORDER BY c.conname), 'none') AS sample, 1::bigint AS"
                        + " total FROM pg_constraint c WHERE c.conrelid = " + CatalogText.oid(table)
                        + " HAVING coalesce(bool_and(c.conname <> " + Sql.literal(constraint) + "), true)",
                "table " + table + " has no constraint " + Sql.name(constraint) + ", and it has",
                "correct tableName and constraintName" + UNLESS_GONE);
    }

    /** What inherits its column or constraint loses it with that of the parent only. */
    static Verify ownConstraint(QualifiedName table, String constraint) {
        return Verify.objects(
                "SELECT h.inhparent::regclass::text AS sample, count(*) OVER () AS total FROM pg_constraint c JOIN pg_inherits h"
                        + " ON h.inhrelid = c.conrelid WHERE c.conrelid = " + CatalogText.oid(table)
                        + " AND c.conname = " + Sql.literal(constraint) + " AND c.coninhcount > 0 LIMIT 10",
                "constraint " + Sql.name(constraint) + " of " + table + " is inherited",
                "drop that of the table it is inherited from, and this one goes with it");
    }

    static Verify ownColumns(QualifiedName table, List<String> columns) {
        String column = "a.attrelid = " + CatalogText.oid(table) + " AND NOT a.attisdropped AND a.attname = ANY ("
                + CatalogText.array(columns) + ")";
        return Verify.objects(
                "SELECT f.found AS sample, count(*) OVER () AS total FROM (SELECT quote_ident(a.attname) || ' is inherited: drop"
                        + " that of its parent' FROM pg_attribute a WHERE " + column
                        + " AND a.attinhcount > 0 UNION ALL SELECT quote_ident(a.attname) || ' is part of a partition key' FROM"
                        + " pg_attribute a JOIN pg_partitioned_table p ON p.partrelid = a.attrelid WHERE " + column
                        + " AND (a.attnum = ANY (p.partattrs::int2[]) OR EXISTS (SELECT FROM pg_depend d WHERE d.classid ="
                        + " 'pg_class'::regclass AND d.objid = a.attrelid AND d.objsubid = a.attnum AND d.refclassid ="
                        + " 'pg_class'::regclass AND d.refobjid = a.attrelid AND d.refobjsubid = 0 AND d.deptype = 'i'))) AS f"
                        + " (found) LIMIT 10",
                "%d columns of " + table + " cannot be dropped by themselves",
                "leave these columns as they are");
    }

    /**
     * What would go besides, or keep the drop from happening.
     *
     * @param dependents a query of {@link Dependents}
     */
    static Verify nothingElseGoes(String what, String dependents, String remedy) {
        return Verify.objects(dependents, "%d objects hang on " + what, remedy);
    }

    /** How each is dropped that may hang on a column or a constraint. */
    static String dropEachFirst() {
        return "drop each first, in a change of its own (dropConstraintOnline, dropIndexConcurrently, dropView …), or change it"
                + " so that it can do without";
    }

    /**
     * The rows of a published table are told from each other by an index, most often that of the primary key.
     *
     * @param index a condition over {@code i}, a row of pg_index, everything in it being qualified
     */
    static Verify replicaIdentity(String what, String index) {
        return Verify.hazards(
                "SELECT i.indrelid::pg_catalog.regclass::pg_catalog.text AS sample, pg_catalog.count(*) OVER () AS total FROM"
                        + " pg_catalog.pg_index i JOIN pg_catalog.pg_class t ON t.oid OPERATOR(pg_catalog.=) i.indrelid JOIN"
                        + " pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) t.relnamespace WHERE " + index
                        + " AND (i.indisreplident OR (i.indisprimary AND t.relreplident OPERATOR(pg_catalog.=) 'd' AND EXISTS"
                        + " (SELECT FROM pg_catalog.pg_publication_tables p WHERE p.schemaname OPERATOR(pg_catalog.=) n.nspname"
                        + " AND p.tablename OPERATOR(pg_catalog.=) t.relname))) LIMIT 10",
                what
                        + " is the replica identity of %d tables, of which published rows could not be updated or deleted any"
                        + " more",
                "give each another one first: ALTER TABLE … REPLICA IDENTITY …");
    }

    /** The index of a constraint, and those of its partitions. */
    static String indexOf(QualifiedName table, String constraint) {
        String index = "(SELECT c.conindid FROM pg_catalog.pg_constraint c WHERE c.conrelid OPERATOR(pg_catalog.=) "
                + CatalogText.oid(table) + " AND c.conname OPERATOR(pg_catalog.=) " + Sql.literal(constraint)
                + " AND c.contype OPERATOR(pg_catalog.<>) 'f')";
        return "(i.indexrelid OPERATOR(pg_catalog.=) " + index
                + " OR EXISTS (SELECT FROM pg_catalog.pg_partition_tree(" + index
                + ") p WHERE p.relid OPERATOR(pg_catalog.=) i.indexrelid))";
    }
}
