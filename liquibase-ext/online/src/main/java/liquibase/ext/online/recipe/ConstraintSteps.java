package liquibase.ext.online.recipe;

import java.util.List;
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

    static List<Step> addCheck(QualifiedName table, String name, String column, String condition) {
        Condition exists = Conditions.constraintExists(table, name, 'c', column);
        Violations violations =
                Violations.rows(table, "NOT (" + condition + ")", "%d rows violate " + condition, "correct them");
        return List.of(
                Step.of(
                                "add check " + Sql.name(name) + ", not valid",
                                Run.of(AlterTable.of(table, AddConstraint.notValid(name, new Check(condition)))))
                        .doneWhen(exists),
                validate(table, name, Known.NOTHING, violations));
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

    private static Step validate(QualifiedName table, String name, Known known, Violations violations) {
        return Step.of("validate constraint " + Sql.name(name), new Validate(table, name, known, violations))
                .doneWhen(Conditions.validated(table, name));
    }
}
