package liquibase.ext.online.recipe;

import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.sql.QualifiedName;

/** Whether an archive keeps the rows of a table as they are. */
record ArchiveChecks(QualifiedName table, QualifiedName archive) {

    /** Rows that come where others are deleted would never end, and be deleted in turn. */
    Verify isAnother() {
        return Verify.hazards(
                "SELECT here.oid::pg_catalog.regclass::pg_catalog.text AS sample, 1::bigint AS total FROM pg_catalog.pg_class"
                        + " here WHERE here.oid OPERATOR(pg_catalog.=) ANY (" + CatalogText.family(table)
                        + ") AND here.oid OPERATOR(pg_catalog.=) ANY (" + CatalogText.family(archive) + ") LIMIT 1",
                archive + " and " + table + " have a part in common",
                "move the rows to a table of its own");
    }

    /** By name, and by types that keep the value. */
    Verify takesEveryColumn() {
        return Verify.hazards(
                "SELECT found.sample, pg_catalog.count(*) OVER () AS total FROM (" + unlike() + " UNION ALL "
                        + furtherOfParts() + " UNION ALL " + wantsMore() + ") AS found (sample) LIMIT 10",
                archive + " cannot keep rows of " + table + " as they are",
                "alter the archive so that it has every column of " + table
                        + ", of the same type or a wider one; or leave" + " archiveTo out");
    }

    /** Columns that it has not, or that would hold something else. */
    private String unlike() {
        return "SELECT pg_catalog.format('column %I %s', a.attname, CASE WHEN b.attname IS NULL THEN 'is missing there' WHEN"
                + " b.attgenerated OPERATOR(pg_catalog.<>) '' THEN 'is generated there' ELSE pg_catalog.format('is %s there"
                + " and %s here', pg_catalog.format_type(b.atttypid, b.atttypmod), pg_catalog.format_type(a.atttypid,"
                + " a.atttypmod)) END) FROM pg_catalog.pg_attribute a LEFT JOIN pg_catalog.pg_attribute b ON b.attrelid"
                + " OPERATOR(pg_catalog.=) " + CatalogText.oid(archive)
                + " AND b.attname OPERATOR(pg_catalog.=) a.attname AND NOT b.attisdropped WHERE a.attrelid"
                + " OPERATOR(pg_catalog.=) " + CatalogText.oid(table)
                + " AND a.attnum OPERATOR(pg_catalog.>) 0 AND NOT a.attisdropped AND (b.attname IS NULL OR CASE WHEN"
                + " b.attgenerated OPERATOR(pg_catalog.<>) '' THEN a.attgenerated OPERATOR(pg_catalog.=) '' ELSE NOT ("
                + keepsValues() + ") END)";
    }

    /** Casts that happen without being written lose nothing; a length or precision may. */
    private static String keepsValues() {
        return "(a.atttypid OPERATOR(pg_catalog.=) b.atttypid OR EXISTS (SELECT FROM pg_catalog.pg_cast k WHERE k.castsource"
                + " OPERATOR(pg_catalog.=) a.atttypid AND k.casttarget OPERATOR(pg_catalog.=) b.atttypid AND k.castcontext"
                + " OPERATOR(pg_catalog.=) 'i')) AND (b.atttypmod OPERATOR(pg_catalog.=) -1 OR (a.atttypid"
                + " OPERATOR(pg_catalog.=) b.atttypid AND (a.atttypmod OPERATOR(pg_catalog.=) b.atttypmod OR (a.atttypid"
                + " OPERATOR(pg_catalog.=) 'pg_catalog.varchar'::pg_catalog.regtype::pg_catalog.oid AND a.atttypmod"
                + " OPERATOR(pg_catalog.>) 0 AND b.atttypmod OPERATOR(pg_catalog.>) a.atttypmod))))";
    }

    /** A table that inherits may have columns of its own. */
    private String furtherOfParts() {
        return "SELECT pg_catalog.format('column %I of %s is none of the table', p.attname, p.attrelid::pg_catalog.regclass)"
                + " FROM pg_catalog.pg_attribute p WHERE p.attrelid OPERATOR(pg_catalog.=) ANY ("
                + CatalogText.family(table)
                + ") AND p.attnum OPERATOR(pg_catalog.>) 0 AND NOT p.attisdropped AND NOT EXISTS (SELECT FROM"
                + " pg_catalog.pg_attribute a WHERE a.attrelid OPERATOR(pg_catalog.=) "
                + CatalogText.oid(table)
                + " AND a.attname OPERATOR(pg_catalog.=) p.attname AND NOT a.attisdropped)";
    }

    private String wantsMore() {
        return "SELECT pg_catalog.format('column %I must have a value there, and has no default', b.attname) FROM"
                + " pg_catalog.pg_attribute b WHERE b.attrelid OPERATOR(pg_catalog.=) " + CatalogText.oid(archive)
                + " AND b.attnum OPERATOR(pg_catalog.>) 0 AND NOT b.attisdropped AND b.attnotnull AND NOT b.atthasdef AND"
                + " b.attidentity OPERATOR(pg_catalog.=) '' AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE"
                + " a.attrelid OPERATOR(pg_catalog.=) " + CatalogText.oid(table)
                + " AND a.attname OPERATOR(pg_catalog.=) b.attname AND NOT a.attisdropped)";
    }
}
