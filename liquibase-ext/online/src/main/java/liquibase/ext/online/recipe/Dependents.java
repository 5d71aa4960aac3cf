package liquibase.ext.online.recipe;

import java.util.List;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * What hangs on an object that is to be dropped, as pg_depend has it: what PostgreSQL drops with it only when CASCADE is said,
 * and what it drops silently though others have a part in it. Queries for that: {@code sample text, total bigint}, a row each.
 */
final class Dependents {
    private static final String COLUMNS = "classid, objid, objsubid";

    /** A view hangs on a table by its rule; the rule says nothing to anybody. */
    private static final String RULE_OF_VIEW =
            "EXISTS (SELECT FROM pg_rewrite r WHERE g.classid = 'pg_rewrite'::regclass AND r.oid = g.objid AND r.ev_type = '1')";

    /** It goes by CASCADE only. */
    private static final String FORCED =
            "g.forced AND g.named AND NOT EXISTS (SELECT FROM going o WHERE o.classid = g.classid AND o.objid = g.objid AND NOT"
                    + " o.forced)";

    /** It goes silently, and something that stays has a part in it: another column, or all rows as the primary key has. */
    private static final String SHARED =
            "SELECT g.classid, g.objid FROM going g JOIN pg_constraint c ON g.classid = 'pg_constraint'::regclass AND c.oid ="
                    + " g.objid WHERE NOT g.forced AND (c.contype = 'p' OR c.contype IN ('u', 'f', 'c', 'x') AND EXISTS (SELECT"
                    + " FROM unnest(c.conkey) AS k (attnum) WHERE k.attnum > 0 AND (c.conrelid, k.attnum::int) NOT IN (SELECT"
                    + " objid, objsubid FROM start))) UNION SELECT d.classid, d.objid FROM going g JOIN pg_depend d ON d.classid ="
                    + " g.classid AND d.objid = g.objid WHERE NOT g.forced AND g.objsubid = 0 AND g.classid IN"
                    + " ('pg_class'::regclass, 'pg_statistic_ext'::regclass) AND d.refclassid = 'pg_class'::regclass AND"
                    + " d.refobjsubid > 0 AND d.refobjid IN (SELECT objid FROM start) AND (d.refobjid, d.refobjsubid) NOT IN"
                    + " (SELECT objid, objsubid FROM start) UNION SELECT g.classid, g.objid FROM going g JOIN pg_attrdef d ON"
                    + " g.classid = 'pg_attrdef'::regclass AND d.oid = g.objid JOIN pg_attribute a ON a.attrelid = d.adrelid AND"
                    + " a.attnum = d.adnum WHERE a.attgenerated <> '' AND (a.attrelid, a.attnum::int) NOT IN (SELECT objid,"
                    + " objsubid FROM start)";

    private Dependents() {}

    /** What others have that goes with a table. */
    static String ofTable(QualifiedName table) {
        return going("SELECT 'pg_class'::regclass::oid, oid, 0 FROM pg_class WHERE oid = " + CatalogText.oid(table))
                + described("FROM going g WHERE " + FORCED);
    }

    /** What others have that goes with a constraint or its index. */
    static String ofConstraint(QualifiedName table, String constraint) {
        return going("SELECT 'pg_constraint'::regclass::oid, oid, 0 FROM pg_constraint WHERE conrelid = "
                        + CatalogText.oid(table) + " AND conname = " + Sql.literal(constraint))
                + described("FROM going g WHERE " + FORCED);
    }

    /** What others have that goes with columns, and what columns that stay have a part in. */
    static String ofColumns(QualifiedName table, List<String> columns) {
        return going("SELECT 'pg_class'::regclass::oid, attrelid, attnum::int FROM pg_attribute WHERE attrelid IN "
                        + CatalogText.family(table) + " AND NOT attisdropped AND attname = ANY ("
                        + CatalogText.array(columns) + ")")
                + ", shared (classid, objid) AS (" + SHARED + ") "
                + described("FROM going g LEFT JOIN shared USING (classid, objid) WHERE (shared.objid IS NOT NULL OR "
                        + FORCED + ")");
    }

    /** All that goes when the start goes with CASCADE; {@code named} is what hangs on something and is not a part of it. */
    private static String going(String start) {
        return "WITH RECURSIVE start (" + COLUMNS + ") AS (" + start + "), going (" + COLUMNS
                + ", forced, named) AS (SELECT " + COLUMNS
                + ", false, false FROM start UNION SELECT d.classid, d.objid, d.objsubid, g.forced OR d.named, d.named FROM"
                + " going g CROSS JOIN LATERAL (SELECT e.classid, e.objid, e.objsubid, e.deptype = 'n' FROM pg_depend e WHERE"
                + " e.refclassid = g.classid AND e.refobjid = g.objid AND (g.objsubid = 0 OR e.refobjsubid = g.objsubid) AND"
                + " e.deptype IN ('n', 'a', 'i', 'P', 'S') UNION ALL SELECT 'pg_class'::regclass, r.ev_class, 0, true FROM"
                + " pg_rewrite r WHERE g.classid = 'pg_rewrite'::regclass AND r.oid = g.objid AND r.ev_type = '1') AS d ("
                + COLUMNS + ", named))";
    }

    /** A constraint that is a part of another one goes with that. */
    private static String described(String from) {
        return " SELECT s.sample, count(*) OVER () AS total FROM (SELECT DISTINCT pg_describe_object(g.classid,"
                + " coalesce((SELECT c.conparentid FROM pg_constraint c WHERE g.classid = 'pg_constraint'::regclass AND c.oid ="
                + " g.objid AND c.conparentid <> 0), g.objid), g.objsubid) AS sample " + from + " AND NOT "
                + RULE_OF_VIEW + ") AS s ORDER BY 1 LIMIT 10";
    }
}
