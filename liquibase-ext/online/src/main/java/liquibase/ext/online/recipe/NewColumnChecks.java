package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.plan.Action.Trial;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.Expression;
import liquibase.ext.online.sql.NotNullConstraint;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SetNotNull;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.Type;
import liquibase.ext.online.sql.Unique;

/**
 * What can be known to be wrong with a new column before anything is changed.
 *
 * @param together all columns of the change, which values and checks of this one may name
 */
record NewColumnChecks(QualifiedName table, NewColumn column, List<NewColumn> together, PgVersion version) {
    List<Step> before() {
        Condition exists = Conditions.columnExists(table, column.name());
        List<Step> steps = new ArrayList<>();
        if (!Type.of(column.type()).isBuiltIn()) {
            steps.add(Step.of("check type " + column.type(), typeExists()));
            steps.add(Step.of("check that the type adds no work", noConstrainedDomain()));
        }
        steps.add(
                Step.of("check that the table has room for the column", room()).doneWhen(exists));
        steps.add(Step.of("try column " + Sql.name(column.name()) + " on an empty copy", trial()));
        if (column.notNull()
                && column.generated() == null
                && column.defaultExpression() == null
                && column.value() == null) {
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
        return steps;
    }

    private boolean constantDefault() {
        return column.defaultExpression() != null && !column.defaultMayBeVolatile();
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

    /** A column that was dropped takes its place for ever (manual, "PostgreSQL Limits"). */
    private Verify room() {
        return Verify.objects(
                "SELECT relnatts || ' are taken' AS sample, 1::bigint AS total FROM pg_class WHERE oid = "
                        + CatalogText.oid(table) + " AND relnatts >= 1600",
                "a table has at most 1600 columns, dropped ones counted",
                "move columns to another table");
    }

    /** Where the types are equal, PostgreSQL merges the columns. */
    private Verify otherTypeBelow(QualifiedName copy) {
        String named = "a.attname = " + Sql.literal(column.name()) + " AND NOT a.attisdropped";
        return Verify.objects(
                "SELECT a.attrelid::regclass || ' has ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) AS sample,"
                        + " 1::bigint AS total FROM pg_attribute a WHERE a.attrelid IN " + CatalogText.family(table)
                        + " AND a.attrelid <> " + CatalogText.oid(table) + " AND " + named
                        + " AND (a.atttypid, a.atttypmod) <> (SELECT a.atttypid, a.atttypmod FROM pg_attribute a WHERE"
                        + " a.attrelid = " + CatalogText.oid(copy) + " AND " + named + ") LIMIT 10",
                "column " + Sql.name(column.name()) + " exists already, with another type, in a table that inherits",
                "choose another name, or change the type of the column that is there");
    }

    /** All that is asked for, on a copy; and what of it stands already must be the same. */
    private Trial trial() {
        return new Trial(
                table,
                this::statements,
                this::looks,
                "column " + Sql.name(column.name()) + " cannot be had as it is asked for",
                "correct what the server names");
    }

    private List<String> statements(QualifiedName copy) {
        List<String> statements = new ArrayList<>();
        for (NewColumn each : together) {
            statements.add("ALTER TABLE " + copy + " DROP COLUMN IF EXISTS " + Sql.name(each.name()));
            statements.add(on(copy, each.addition(each.defaultExpression(), false)));
        }
        if (column.defaultExpression() != null) {
            statements.add("EXPLAIN INSERT INTO " + copy + " DEFAULT VALUES");
        }
        if (column.notNull()) {
            statements.add(on(
                    copy,
                    column.notNullName() != null && version.hasNotValidNotNull()
                            ? AddConstraint.valid(column.notNullName(), new NotNullConstraint(column.name()))
                            : new SetNotNull(column.name())));
        }
        if (column.check() != null) {
            String check = new Expression(column.check()).inCheckOf(table).text();
            statements.add(on(copy, AddConstraint.valid(column.checkName(table), new Check(check))));
        }
        if (column.unique()) {
            statements.add(on(
                    copy,
                    AddConstraint.valid(
                            null,
                            new Unique(List.of(column.name()), List.of(), false, null, Deferral.NOT_DEFERRABLE))));
        }
        if (column.value() != null) {
            String value =
                    "(" + new Expression(column.value()).withoutSchema(table).text() + "\n)";
            String from = " FROM " + copy + " AS " + Sql.name(table.name());
            statements.add("EXPLAIN INSERT INTO " + copy + " (" + Sql.name(column.name()) + ") SELECT " + value + from);
            statements.add("EXPLAIN SELECT" + from + " WHERE " + value + " IS NULL");
        }
        return statements;
    }

    private static String on(QualifiedName copy, AlterTable.Action action) {
        return AlterTable.of(copy, action).sql();
    }

    private List<Verify> looks(QualifiedName copy) {
        List<Verify> looks = new ArrayList<>();
        looks.add(new StandingColumn(
                        table,
                        column.name(),
                        column.defaultIsSetLater(),
                        column.notNull() && !column.notNullFromTheStart())
                .unlike(copy));
        looks.add(otherTypeBelow(copy));
        looks.add(sequences(copy));
        if (column.check() != null) {
            looks.add(ConstraintSteps.unlikeCheck(table, column.checkName(table), copy));
        }
        return looks;
    }

    /** The right to a function is asked when a statement is prepared, that to a sequence only when it runs. */
    private static Verify sequences(QualifiedName copy) {
        return Verify.objects(
                "SELECT 'sequence ' || d.refobjid::regclass AS sample, 1::bigint AS total FROM pg_attrdef a JOIN pg_depend d ON"
                        + " d.classid = 'pg_attrdef'::regclass AND d.objid = a.oid AND d.refclassid = 'pg_class'::regclass"
                        + " JOIN pg_class s ON s.oid = d.refobjid WHERE a.adrelid = "
                        + CatalogText.oid(copy)
                        + " AND CASE WHEN s.relkind = 'S' THEN NOT has_sequence_privilege(s.oid,"
                        + " 'USAGE, UPDATE') ELSE false END LIMIT 10",
                "the role may not take the default's values",
                "GRANT USAGE ON SEQUENCE … TO this role, and to those who insert rows");
    }

    /** The type without COLLATE and what follows it. */
    private String bareType() {
        return column.type().replaceFirst("(?is)\\s+collate\\s.*", "");
    }
}
