package liquibase.ext.online.plan;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.Type;
import liquibase.ext.online.sql.Volatility;

/** What can be known to be wrong with a new column before anything is changed. */
record NewColumnChecks(QualifiedName table, NewColumn column) {
    List<Step> before() {
        Condition exists = Conditions.columnExists(table, column.name());
        List<Step> steps = new ArrayList<>();
        if (!Type.of(column.type()).isBuiltIn()) {
            steps.add(Step.of("check type " + column.type(), typeExists()));
            steps.add(Step.of("check that the type adds no work", noConstrainedDomain()));
        }
        steps.add(Step.of("check that no other column has the name", sameType()));
        if (column.notNull() && column.defaultExpression() == null && column.value() == null) {
            steps.add(Step.of(
                            "check that no row would be NULL",
                            noRows(
                                    "the column is NOT NULL and has neither default nor value, and the table has rows",
                                    "give it a defaultValue, a value, or leave nullable=false to setNotNullValidated later"))
                    .doneWhen(exists));
        }
        if (column.unique() && column.value() == null && constantDefault()) {
            steps.add(Step.of(
                            "check that the default can be unique",
                            Verify.objects(
                                            "SELECT 'the same default' AS sample, 2::bigint AS total FROM (SELECT FROM "
                                                    + table + " LIMIT 2) AS two HAVING pg_catalog.count(*)"
                                                    + " OPERATOR(pg_catalog.>) 1",
                                            "the column is unique, and its default would give every row the same value",
                                            "leave the default out, or use one that differs from row to row")
                                    .inAuthorsPath())
                    .doneWhen(exists));
        }
        if (column.defaultExpression() != null) {
            steps.add(expression("default", column.defaultExpression(), "").doneWhen(exists));
        }
        if (column.value() != null) {
            steps.add(expression("value", column.value(), " FROM " + table).doneWhen(exists));
        }
        if (column.check() != null) {
            steps.add(check(column.check()).doneWhen(exists));
        }
        return steps;
    }

    private boolean constantDefault() {
        return column.defaultExpression() != null
                && !Volatility.of(column.defaultExpression()).mayBeVolatile();
    }

    private Verify noRows(String problem, String remedy) {
        return Verify.objects(
                        "SELECT 'a row' AS sample, 1::bigint AS total FROM (SELECT FROM " + table + " LIMIT 1) AS one",
                        problem,
                        remedy)
                .inAuthorsPath();
    }

    private Verify typeExists() {
        return Verify.objects(
                        "SELECT " + Sql.literal(column.type())
                                + " AS sample, 1::bigint AS total WHERE pg_catalog.to_regtype("
                                + Sql.literal(bareType()) + ") IS NULL",
                        "the type of column " + column.name() + " does not exist",
                        "correct the type, or create it first")
                .inAuthorsPath();
    }

    /** ADD COLUMN of such a type rewrites the table even without a default, on 13 to 18. */
    private Verify noConstrainedDomain() {
        return Verify.hazards(
                        "WITH RECURSIVE domains (oid, base, demands) AS (SELECT oid, typbasetype, typnotnull FROM"
                                + " pg_catalog.pg_type WHERE oid OPERATOR(pg_catalog.=) pg_catalog.to_regtype("
                                + Sql.literal(bareType())
                                + ") AND typtype OPERATOR(pg_catalog.=) 'd' UNION ALL SELECT t.oid,"
                                + " t.typbasetype, t.typnotnull FROM pg_catalog.pg_type t JOIN domains d ON t.oid"
                                + " OPERATOR(pg_catalog.=) d.base WHERE t.typtype OPERATOR(pg_catalog.=) 'd') SELECT"
                                + " pg_catalog.format_type(oid, NULL) AS sample, 1::bigint AS total FROM domains WHERE demands"
                                + " OR EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE contypid OPERATOR(pg_catalog.=)"
                                + " domains.oid) LIMIT 1",
                        "type " + column.type()
                                + " is a domain with constraints, so that PostgreSQL would rewrite the table",
                        "give the column the domain's base type, and the domain's condition as checkConstraint of the column")
                .inAuthorsPath();
    }

    private Verify sameType() {
        return Verify.objects(
                        "SELECT pg_catalog.concat(a.attname, ' ', pg_catalog.format_type(a.atttypid, a.atttypmod)) AS sample,"
                                + " 1::bigint AS total FROM pg_catalog.pg_attribute a WHERE a.attrelid OPERATOR(pg_catalog.=) "
                                + Conditions.oid(table) + " AND a.attname OPERATOR(pg_catalog.=) "
                                + Sql.literal(column.name())
                                + " AND NOT a.attisdropped AND a.atttypid OPERATOR(pg_catalog.<>) pg_catalog.to_regtype("
                                + Sql.literal(bareType()) + ")",
                        "column " + column.name() + " exists already, with another type",
                        "choose another name, or change the type of the column that is there")
                .inAuthorsPath();
    }

    /** Has the server judge an expression without a row to compute. */
    private Step expression(String role, String expression, String from) {
        return Step.of(
                "check the " + role + " of " + column.name(),
                Verify.objects(
                                "SELECT CAST((" + expression + ") AS " + bareType()
                                        + ")::pg_catalog.text AS sample, 0::bigint AS total"
                                        + from + (from.isEmpty() ? " WHERE false" : " LIMIT 0"),
                                "the " + role + " cannot be computed",
                                "correct the expression")
                        .inAuthorsPath());
    }

    /** The same for a condition on rows that have the column already. */
    private Step check(String condition) {
        return Step.of(
                "check the condition on " + column.name(),
                Verify.objects(
                                "SELECT '' AS sample, 0::bigint AS total FROM (SELECT t.*, CAST(NULL AS " + bareType()
                                        + ") AS "
                                        + Sql.name(column.name()) + " FROM " + table + " AS t) AS t WHERE (" + condition
                                        + ") LIMIT 0",
                                "the condition cannot be computed",
                                "correct checkConstraint")
                        .inAuthorsPath());
    }

    /** The type without COLLATE and what follows it. */
    private String bareType() {
        return column.type().replaceFirst("(?is)\\s+collate\\s.*", "");
    }
}
