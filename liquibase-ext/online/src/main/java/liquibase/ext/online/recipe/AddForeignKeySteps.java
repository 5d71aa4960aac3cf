package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.plan.Action.ForEach;
import liquibase.ext.online.plan.Action.Require;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.Action.Validate;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.Circumstances;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * Foreign keys, added NOT VALID and then validated, so that the scan lets the writers of both tables go on. A partitioned
 * table takes none that is NOT VALID before PostgreSQL 18; there each partition gets its own, and the one of the whole takes
 * them over.
 */
public final class AddForeignKeySteps {
    private AddForeignKeySteps() {}

    /**
     * The steps that add the foreign key.
     *
     * @param validated whether the rows that exist are checked
     */
    public static List<Step> add(
            QualifiedName table, String name, ForeignKey key, boolean validated, Circumstances circumstances) {
        ForeignKeyChecks checks = new ForeignKeyChecks(table, name, true, key);
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of("check table " + table, new Require(table, key.columns(), true, false)));
        steps.addAll(checks.before(null, validated, circumstances.version()));
        steps.add(Step.of("look for an index of the referencing columns", checks.index()));
        steps.addAll(addWithoutLook(table, name, key, validated, circumstances));
        return steps;
    }

    /** The same at once; the index that the referencing columns lack is named as well. */
    public static ShortTransaction atOnce(QualifiedName table, String name, ForeignKey key, boolean validated) {
        return new ShortTransaction(
                List.of(table, key.referencedTable()),
                List.of(adding(table, name, key, validated)),
                new WantedForeignKey(table, name, key).hasEqual(),
                false,
                List.of(new ForeignKeyChecks(table, name, true, key).index()));
    }

    /** The command of the stock change. */
    static AlterTable adding(QualifiedName table, String name, ForeignKey key, boolean validated) {
        return AlterTable.of(table, new AddConstraint(name, key, !validated));
    }

    /** Where everything is checked already. */
    static List<Step> addWithoutLook(
            QualifiedName table, String name, ForeignKey key, boolean validated, Circumstances circumstances) {
        WantedForeignKey wanted = new WantedForeignKey(table, name, key);
        Condition onParent = Conditions.partitioned(table).assuming(circumstances.partitioned());
        Condition byPartition =
                circumstances.version().hasNotValidForeignKeyOnPartitioned() ? wanted.partitionsHaveTheirs() : onParent;
        Step addNotValid = addNotValid(wanted).doneWhen(wanted.stands());
        if (!validated) {
            return List.of(addNotValid);
        }
        Condition valid = Conditions.validated(table, name);
        return List.of(
                addNotValid.when(byPartition.not()),
                Step.of("validate the foreign key of each partition", validateParts(wanted))
                        .doneWhen(valid)
                        .when(onParent.and(byPartition.not())),
                validate(wanted, dropping(wanted)).when(byPartition.not()),
                Step.of("add the foreign key to each partition", addToParts(wanted, circumstances))
                        .doneWhen(valid)
                        .when(byPartition),
                Step.of(
                                "check that every partition has the foreign key",
                                Verify.hazards(
                                        wanted.lacking(),
                                        "%d partitions lack a valid foreign key like " + name,
                                        "run update again: it goes on with these"))
                        .doneWhen(valid)
                        .when(byPartition),
                Step.of(
                                "add foreign key " + Sql.name(name) + ", which takes over those of the partitions",
                                new Run(
                                        List.of(AlterTable.of(table, AddConstraint.valid(name, key))),
                                        new OnPartitions(wanted)))
                        .doneWhen(valid)
                        .when(byPartition));
    }

    private static Step addNotValid(WantedForeignKey wanted) {
        return Step.of(
                "add foreign key " + Sql.name(wanted.name()) + ", not valid",
                Run.of(adding(wanted.table(), wanted.name(), wanted.key(), false)));
    }

    /** What a row violates is dropped: the foreign key itself, or the one of the whole that it is part of. */
    private static Step validate(WantedForeignKey wanted, Run takeBack) {
        return Step.of(
                        "validate constraint " + Sql.name(wanted.name()) + " of " + wanted.table(),
                        new Validate(
                                wanted.table(),
                                wanted.name(),
                                new References(wanted),
                                new Orphans(wanted.table(), wanted.key()).violations(),
                                takeBack))
                .doneWhen(Conditions.validated(wanted.table(), wanted.name()));
    }

    private static ForEach validateParts(WantedForeignKey wanted) {
        return new ForEach(
                wanted.unvalidated(),
                part -> List.of(validate(wanted.on(part), dropping(wanted))),
                PartitionScript.validate(wanted.table(), wanted.name()),
                "",
                true);
    }

    private static ForEach addToParts(WantedForeignKey wanted, Circumstances circumstances) {
        return new ForEach(
                wanted.leaves(),
                leaf -> addToPart(wanted.on(leaf.name())),
                PartitionScript.addForeignKey(wanted, circumstances.settings()),
                PartitionScript.objectsOf(wanted),
                true);
    }

    private static List<Step> addToPart(WantedForeignKey own) {
        return List.of(
                addNotValid(own).doneWhen(own.hasEqual()),
                Step.of(
                        "validate the foreign key of " + own.table(),
                        new ForEach(
                                own.unvalidated(),
                                found -> List.of(validate(own.on(found), dropping(own.on(found)))),
                                List.of())));
    }

    private static Run dropping(WantedForeignKey wanted) {
        return new Run(
                List.of(AlterTable.of(wanted.table(), new DropConstraint(wanted.name(), false, false))),
                new References(wanted));
    }

    /** The steps that drop the foreign key. */
    public static List<Step> remove(QualifiedName table, String name, ForeignKey key) {
        return List.of(
                Step.of("check table " + table, new Require(table, key.columns(), true, false)),
                drop(table, name, key));
    }

    /** Before its column goes. */
    static Step drop(QualifiedName table, String name, ForeignKey key) {
        return Step.of("drop foreign key " + Sql.name(name), dropping(new WantedForeignKey(table, name, key)))
                .doneWhen(Conditions.constraintExists(
                                table, name, 'f', key.columns().get(0))
                        .not()
                        .assuming(false));
    }

    /** The table that the foreign key references. */
    private record References(WantedForeignKey wanted) implements Known {
        @Override
        public Optional<QualifiedName> referencedBy(QualifiedName asked, String constraint) {
            return asked.equals(wanted.table()) && constraint.equals(wanted.name())
                    ? Optional.of(wanted.key().referencedTable())
                    : Optional.empty();
        }
    }

    /** A look has shown that every partition has one. */
    private record OnPartitions(WantedForeignKey wanted) implements Known {
        @Override
        public boolean isPartitioned(QualifiedName asked) {
            return asked.equals(wanted.table());
        }

        @Override
        public boolean hasForeignKey(QualifiedName asked, ForeignKey key) {
            return asked.equals(wanted.table()) && key.equals(wanted.key());
        }
    }
}
