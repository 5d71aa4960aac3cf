package liquibase.ext.online.recipe;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.Question;
import liquibase.ext.online.read.NotNullProof;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** Questions to pg_catalog about tables, columns and their constraints; those about unique indexes are in {@link UniqueKey}. */
final class Conditions {
    private Conditions() {}

    static Condition partitioned(QualifiedName table) {
        return Condition.of(
                table + " is partitioned",
                "EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid OPERATOR(pg_catalog.=) " + CatalogText.oid(table)
                        + " AND relkind OPERATOR(pg_catalog.=) 'p')");
    }

    static Condition partitionedIndex(QualifiedName index) {
        return Condition.of(
                index + " is the index of a partitioned table",
                "EXISTS (SELECT FROM pg_class WHERE oid = " + CatalogText.oid(index) + " AND relkind = 'I')");
    }

    static Condition empty(QualifiedName table) {
        return Condition.of(table + " is empty", "NOT EXISTS (SELECT FROM " + table + ")");
    }

    static Condition columnExists(QualifiedName table, String column) {
        return Condition.of("column " + column + " exists", "EXISTS (" + attribute(table, column) + ")");
    }

    static Condition hasDefault(QualifiedName table, String column) {
        return Condition.of(
                "column " + column + " has a default", "EXISTS (" + attribute(table, column) + " AND atthasdef)");
    }

    static Condition commented(QualifiedName table, String column, String text) {
        return Condition.of(
                "the comment stands",
                "EXISTS (" + attribute(table, column) + " AND col_description(attrelid, attnum) = " + Sql.literal(text)
                        + ")");
    }

    /** NOT NULL that holds for every row; from 18 on a NOT NULL constraint may be NOT VALID. */
    static Condition notNull(QualifiedName table, String column) {
        return Condition.of(
                "column " + column + " is NOT NULL",
                "EXISTS (" + attribute(table, column)
                        + " AND attnotnull AND NOT EXISTS (SELECT FROM pg_constraint WHERE"
                        + " conrelid = attrelid AND contype = 'n' AND conkey = ARRAY[attnum] AND NOT convalidated))");
    }

    /** NOT NULL for new rows at least. */
    static Condition notNullForNewRows(QualifiedName table, String column) {
        return Condition.of(
                "column " + column + " is NOT NULL for new rows",
                "EXISTS (" + attribute(table, column) + " AND attnotnull)");
    }

    /** NOT NULL that a parent sees to, from 18 on. */
    static Condition inheritsNotNull(QualifiedName table, String column) {
        return Condition.of(
                "column " + column + " is NOT NULL in a parent of " + table,
                notNullConstraint(table, column, "c.coninhcount > 0"));
    }

    /** NOT NULL of the table's own, whatever its parents say, from 18 on. */
    static Condition hasOwnNotNull(QualifiedName table, String column) {
        return Condition.of(
                "column " + column + " of " + table + " is NOT NULL in its own right",
                notNullConstraint(table, column, "c.conislocal"));
    }

    private static String notNullConstraint(QualifiedName table, String column, String condition) {
        return "EXISTS (SELECT FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND c.conkey ="
                + " ARRAY[a.attnum] WHERE c.conrelid = " + CatalogText.oid(table) + " AND c.contype = 'n' AND "
                + condition + " AND a.attname = " + Sql.literal(column) + ")";
    }

    /** A valid CHECK that {@link NotNullProof} says spares SET NOT NULL its scan, here and in all children. */
    static Condition checkProvesNotNull(QualifiedName table, String column) {
        String checks = "SELECT pg_get_expr(c.conbin, c.conrelid), t.typcategory = 'C' FROM pg_constraint c"
                + " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)"
                + " JOIN pg_type t ON t.oid = a.atttypid WHERE c.conrelid = " + CatalogText.oid(table)
                + " AND c.contype = 'c' AND c.convalidated AND NOT c.connoinherit AND a.attname = "
                + Sql.literal(column);
        Question proof = new Question.AnyRow(
                checks,
                "proves " + Sql.name(column) + " IS NOT NULL",
                row -> NotNullProof.of(String.valueOf(row.get(0))).proves(column, "t".equals(row.get(1))));
        return new Condition("a valid CHECK demands " + column + " IS NOT NULL", proof, false);
    }

    /** A constraint of this kind and name that covers the column. */
    static Condition constraintExists(QualifiedName table, String name, char type, String column) {
        return Condition.of(
                "constraint " + name + " exists",
                "EXISTS (SELECT FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum ="
                        + " ANY (c.conkey) WHERE c.conrelid = " + CatalogText.oid(table) + " AND c.conname = "
                        + Sql.literal(name)
                        + " AND c.contype = '" + type + "' AND a.attname = " + Sql.literal(column) + ")");
    }

    static Condition hasConstraint(QualifiedName table, String name) {
        return Condition.of(
                "constraint " + name + " exists",
                "EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid OPERATOR(pg_catalog.=) "
                        + CatalogText.oid(table) + " AND conname OPERATOR(pg_catalog.=) " + Sql.literal(name) + ")");
    }

    static Condition relationExists(QualifiedName name) {
        return Condition.of(name + " exists", CatalogText.oid(name) + " IS NOT NULL");
    }

    static Condition validated(QualifiedName table, String name) {
        return Condition.of(
                "constraint " + name + " is valid",
                "EXISTS (SELECT FROM pg_constraint WHERE conrelid = " + CatalogText.oid(table) + " AND conname = "
                        + Sql.literal(name) + " AND convalidated)");
    }

    /** None of these functions, all overloads of it taken, is volatile; one that is not found counts as volatile. */
    static Condition notVolatile(List<String> functions) {
        return Condition.of(
                        "no function of the default is volatile",
                        functions.stream()
                                .map(Conditions::functionIsNotVolatile)
                                .collect(Collectors.joining(" AND ")))
                .inAuthorsPath();
    }

    private static String functionIsNotVolatile(String function) {
        int dot = function.lastIndexOf('.');
        String name = catalogName(function.substring(dot + 1));
        String place = dot < 0
                ? "pg_catalog.pg_function_is_visible(oid)"
                : "pronamespace OPERATOR(pg_catalog.=) pg_catalog.to_regnamespace("
                        + Sql.literal(function.substring(0, dot)) + ")";
        return "coalesce((SELECT pg_catalog.bool_and(provolatile OPERATOR(pg_catalog.<>) 'v') FROM pg_catalog.pg_proc WHERE"
                + " proname OPERATOR(pg_catalog.=) " + Sql.literal(name) + " AND " + place + "), false)";
    }

    private static String catalogName(String written) {
        return written.startsWith("\"")
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written.toLowerCase(Locale.ROOT);
    }

    private static String attribute(QualifiedName table, String column) {
        return "SELECT FROM pg_attribute WHERE attrelid = " + CatalogText.oid(table) + " AND attname = "
                + Sql.literal(column) + " AND attnum > 0 AND NOT attisdropped";
    }
}
