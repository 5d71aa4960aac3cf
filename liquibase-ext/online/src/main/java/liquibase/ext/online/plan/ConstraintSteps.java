package liquibase.ext.online.plan;

import java.util.List;
import java.util.Optional;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.ValidateConstraint;

/** CHECK and FOREIGN KEY constraints, added NOT VALID and then validated, so that the scan lets writers go on. */
final class ConstraintSteps {
    private ConstraintSteps() {}

    static List<Step> addCheck(QualifiedName table, String name, String column, String condition) {
        Condition exists = Conditions.constraintExists(table, name, 'c', column);
        Verify violations = Verify.rows(
                "SELECT " + SampleKey.of("t") + " AS sample, (SELECT count(*) FROM " + table + " WHERE NOT ("
                        + condition + ")) AS total FROM " + table + " AS t WHERE NOT (" + condition + ") LIMIT 10",
                "%d rows violate " + condition,
                "correct them; this finds them: SELECT * FROM " + table + " WHERE NOT (" + condition + ")");
        return List.of(
                Step.of("look for rows that violate the check", violations).doneWhen(exists),
                Step.of(
                                "add check " + Sql.name(name) + ", not valid",
                                Run.of(AlterTable.of(table, AddConstraint.notValid(name, new Check(condition)))))
                        .doneWhen(exists),
                validate(table, name, Known.NOTHING));
    }

    static List<Step> addForeignKey(
            QualifiedName table, String name, ForeignKey key, boolean validate, Condition exists) {
        Step add = Step.of(
                        "add foreign key " + Sql.name(name) + ", not valid",
                        Run.of(AlterTable.of(table, AddConstraint.notValid(name, key))))
                .doneWhen(exists);
        return validate
                ? List.of(
                        Step.of("look for rows without a referenced row", orphans(table, key))
                                .doneWhen(exists),
                        add,
                        validate(table, name, references(table, name, key.referencedTable())))
                : List.of(add);
    }

    /** Finds the constraint of this name, on the table or below it, when it is not what the copy has. */
    static Verify unlikeCheck(QualifiedName table, String name, QualifiedName copy) {
        String named = "c.conname = " + Sql.literal(name);
        return Verify.objects(
                "SELECT 'on ' || s.conrelid::regclass || ' it is ' || s.definition || ', and asked for is ' || w.definition AS"
                        + " sample, 1::bigint AS total FROM (SELECT c.conrelid, pg_get_constraintdef(c.oid) AS definition FROM"
                        + " pg_constraint c WHERE " + named + " AND c.conrelid IN " + Conditions.family(table)
                        + ") AS s, (SELECT pg_get_constraintdef(c.oid) AS definition FROM pg_constraint c WHERE "
                        + named
                        + " AND c.conrelid = " + Conditions.oid(copy)
                        + ") AS w WHERE s.definition NOT IN (w.definition, w.definition || ' NOT VALID') LIMIT 10",
                "constraint " + Sql.name(name) + " exists already, and is not the one asked for",
                "make way: ALTER TABLE " + table + " RENAME CONSTRAINT " + Sql.name(name) + " TO "
                        + Sql.name(name + "_old"));
    }

    private static Verify orphans(QualifiedName table, ForeignKey key) {
        String column = Sql.name(key.columns().get(0));
        String rows = " FROM " + table + " AS t WHERE t." + column + " IS NOT NULL AND NOT EXISTS (SELECT FROM "
                + key.referencedTable() + " AS r WHERE r."
                + (key.referencedColumns().isEmpty()
                        ? column
                        : Sql.name(key.referencedColumns().get(0))) + " = t." + column
                + ")";
        return Verify.rows(
                "SELECT " + SampleKey.of("t") + " || ': ' || t." + column + "::text AS sample, (SELECT count(*)" + rows
                        + ") AS total" + rows + " LIMIT 10",
                "%d rows of " + table + " reference no row of " + key.referencedTable(),
                "correct or remove them; this finds them: SELECT t.*" + rows);
    }

    private static Step validate(QualifiedName table, String name, Known known) {
        return Step.of(
                        "validate constraint " + Sql.name(name),
                        new Run(List.of(AlterTable.of(table, new ValidateConstraint(name))), known))
                .doneWhen(Conditions.validated(table, name));
    }

    static Step dropForeignKey(QualifiedName table, String name, ForeignKey key) {
        return Step.of(
                        "drop foreign key " + Sql.name(name),
                        new Run(
                                List.of(AlterTable.of(table, new DropConstraint(name, false, false))),
                                references(table, name, key.referencedTable())))
                .doneWhen(Conditions.constraintExists(
                                table, name, 'f', key.columns().get(0))
                        .not()
                        .assuming(false));
    }

    private static Known references(QualifiedName table, String name, QualifiedName referenced) {
        return new Known() {
            @Override
            public Optional<QualifiedName> referencedBy(QualifiedName asked, String constraint) {
                return asked.equals(table) && constraint.equals(name) ? Optional.of(referenced) : Optional.empty();
            }
        };
    }
}
