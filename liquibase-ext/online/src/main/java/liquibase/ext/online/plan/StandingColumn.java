package liquibase.ext.online.plan;

import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * A column that stands already beside the one that is asked for, which a copy of the table has. An earlier run that was cut
 * short may not have come to its default and its NOT NULL.
 *
 * @param defaultLater whether its default is set by a step of its own
 * @param notNullLater whether NOT NULL is
 */
record StandingColumn(QualifiedName table, String column, boolean defaultLater, boolean notNullLater) {

    /** Finds it when it is not what the copy has. */
    Verify unlike(QualifiedName copy) {
        String byDefault = defaultLater ? "s.byDefault NOT IN (w.byDefault, '')" : "s.byDefault <> w.byDefault";
        String notNull = notNullLater ? "s.attnotnull AND NOT w.attnotnull" : "s.attnotnull <> w.attnotnull";
        return Verify.objects(
                "SELECT 'it is ' || " + text("s") + " || ', and asked for is ' || " + text("w")
                        + " AS sample, 1::bigint AS total FROM (" + definition(table) + ") AS s, (" + definition(copy)
                        + ") AS w WHERE s.type <> w.type OR " + byDefault + " OR " + notNull,
                "column " + Sql.name(column) + " exists already, and is not the one asked for",
                "ask for what is there, choose another name, or make way: ALTER TABLE " + table + " RENAME COLUMN "
                        + Sql.name(column) + " TO " + Sql.name(column + "_old"));
    }

    private static String text(String row) {
        return row + ".type || CASE " + row + ".byDefault WHEN '' THEN ' without default' ELSE ' DEFAULT ' || " + row
                + ".byDefault END || CASE WHEN " + row + ".attnotnull THEN ' NOT NULL' ELSE '' END";
    }

    private String definition(QualifiedName relation) {
        return "SELECT format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE '"
                + " || a.attcollation::regcollation ELSE '' END || CASE a.attgenerated WHEN '' THEN '' ELSE ' GENERATED ' ||"
                + " upper(a.attgenerated::text) END || CASE a.attidentity WHEN '' THEN '' ELSE ' IDENTITY ' ||"
                + " upper(a.attidentity::text) END AS type, coalesce(pg_get_expr(d.adbin, d.adrelid), '') AS byDefault,"
                + " a.attnotnull FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid"
                + " = a.attrelid AND d.adnum = a.attnum WHERE a.attrelid = " + Conditions.oid(relation)
                + " AND a.attname = " + Sql.literal(column) + " AND NOT a.attisdropped";
    }
}
