package liquibase.ext.online.recipe;

import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.Action.Validate;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.plan.Violations;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** CHECK constraints, added NOT VALID and then validated, so that the scan lets writers go on. */
final class ConstraintSteps {
    private ConstraintSteps() {}

    /**
     * Adds it without a look at the rows.
     *
     * @param exists whether there is no need to
     */
    static Step addNotValid(QualifiedName table, String name, Check check, Condition exists) {
        return Step.of(
                        "add check " + Sql.name(name) + ", not valid",
                        Run.of(AlterTable.of(table, AddConstraint.notValid(name, check))))
                .doneWhen(exists);
    }

    /**
     * Looks at the rows.
     *
     * @param takeBack what drops it where one violates it
     */
    static Step validate(QualifiedName table, String name, Check check, Run takeBack) {
        Violations violations = Violations.rows(
                table, "NOT (" + check.expression() + ")", "%d rows violate " + check.expression(), "correct them");
        return Step.of(
                        "validate constraint " + Sql.name(name),
                        new Validate(table, name, Known.NOTHING, violations, takeBack))
                .doneWhen(Conditions.validated(table, name));
    }

    /** Finds the constraint of this name, on the table or below it, when it is not what the copy has. */
    static Verify unlikeCheck(QualifiedName table, String name, QualifiedName copy) {
        String named = "c.conname = " + Sql.literal(name);
        return Verify.objects(
                "SELECT 'on ' || s.conrelid::regclass || ' it is ' || s.definition || ', and asked for is ' || w.definition AS"
                        + " sample, 1::bigint AS total FROM (SELECT c.conrelid, pg_get_constraintdef(c.oid) AS definition FROM"
                        + " pg_constraint c WHERE " + named + " AND c.conrelid IN " + CatalogText.family(table)
                        + ") AS s, (SELECT pg_get_constraintdef(c.oid) AS definition FROM pg_constraint c WHERE "
                        + named
                        + " AND c.conrelid = " + CatalogText.oid(copy)
                        + ") AS w WHERE s.definition NOT IN (w.definition, w.definition || ' NOT VALID') LIMIT 10",
                "constraint " + Sql.name(name) + " exists already, and is not the one asked for",
                "make way: ALTER TABLE " + table + " RENAME CONSTRAINT " + Sql.name(name) + " TO "
                        + Sql.name(name + "_old"));
    }
}
