package liquibase.ext.online.recipe;

import java.util.List;
import liquibase.ext.online.plan.Action.ForEach;
import liquibase.ext.online.plan.Action.Require;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.Action.Trial;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Circumstances;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * A CHECK constraint of a table that stands. Domains have no such steps: VALIDATE CONSTRAINT of a domain reads every table
 * that uses it under SHARE, which stops their writers.
 */
public final class AddCheckSteps {
    private AddCheckSteps() {}

    /** The steps that add the constraint; partitions are validated one by one, and the whole then skips them. */
    public static List<Step> add(QualifiedName table, String name, Check check, Circumstances circumstances) {
        return List.of(
                Step.of("check table " + table, new Require(table, List.of(), true, false)),
                Step.of("try the check on an empty copy", trial(table, name, check)),
                ConstraintSteps.addNotValid(table, name, check, Conditions.hasConstraint(table, name)),
                Step.of("validate the check of each partition", validateParts(table, name, check))
                        .doneWhen(Conditions.validated(table, name))
                        .when(Conditions.partitioned(table).assuming(circumstances.partitioned())),
                ConstraintSteps.validate(table, name, check, drop(table, name)));
    }

    /** The same at once. */
    public static ShortTransaction atOnce(QualifiedName table, String name, Check check) {
        return ShortTransaction.of(
                List.of(table),
                List.of(AlterTable.of(table, AddConstraint.valid(name, check))),
                Conditions.hasConstraint(table, name));
    }

    /** The steps that drop the constraint. */
    public static List<Step> remove(QualifiedName table, String name) {
        Condition there = Conditions.hasConstraint(table, name);
        return List.of(
                Step.of("check table " + table, new Require(table, List.of(), true, false)),
                Step.of("drop check " + Sql.name(name), drop(table, name))
                        .doneWhen(there.not().assuming(false)));
    }

    /** Has the server judge the condition; what bears the name already must be the same to it. */
    private static Trial trial(QualifiedName table, String name, Check check) {
        return new Trial(
                table,
                copy -> List.of(
                        AlterTable.of(copy, AddConstraint.valid(name, check)).sql()),
                copy -> List.of(ConstraintSteps.unlikeCheck(table, name, copy)),
                check.sql() + " cannot be had as it is asked for",
                "correct what the server names");
    }

    /** That of a partition is part of the whole's, which goes where a row violates it. */
    private static ForEach validateParts(QualifiedName table, String name, Check check) {
        return new ForEach(
                "SELECT n.nspname, r.relname FROM pg_partition_tree(" + CatalogText.oid(table)
                        + ") t JOIN pg_constraint c ON c.conrelid = t.relid JOIN pg_class r ON r.oid = t.relid JOIN"
                        + " pg_namespace n ON n.oid = r.relnamespace WHERE r.relkind = 'r' AND c.contype = 'c' AND"
                        + " c.conname = " + Sql.literal(name) + " AND NOT c.convalidated ORDER BY 1, 2",
                part -> List.of(ConstraintSteps.validate(part.name(), name, check, drop(table, name))),
                PartitionScript.validate(table, name),
                "",
                true);
    }

    private static Run drop(QualifiedName table, String name) {
        return Run.of(AlterTable.of(table, new DropConstraint(name, false, false)));
    }
}
