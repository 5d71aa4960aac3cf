package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.plan.Action.Build;
import liquibase.ext.online.plan.Action.ForEach;
import liquibase.ext.online.plan.Action.Glance;
import liquibase.ext.online.plan.Action.Require;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.Circumstances;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.plan.Violations;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterIndex;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * A unique constraint through an index that is built concurrently. A partitioned table cannot be indexed concurrently, so
 * there the constraint is declared on the parent alone, built on each partition, and attached.
 */
public final class UniqueSteps {
    private UniqueSteps() {}

    /** The steps that add the constraint. */
    public static List<Step> add(UniqueKey key, Circumstances circumstances) {
        List<String> needed = new ArrayList<>(key.columns());
        needed.addAll(key.include());
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of("check table " + key.table(), new Require(key.table(), needed, true, false)));
        steps.addAll(UniqueChecks.before(key));
        steps.add(UniqueChecks.trial(key));
        steps.addAll(glances(key, circumstances));
        steps.addAll(addWithoutLook(key, circumstances));
        return steps;
    }

    /** Looks that end the change before a build that would fail. */
    static List<Step> glances(UniqueKey key, Circumstances circumstances) {
        Condition onParent = Conditions.partitioned(key.table()).assuming(circumstances.partitioned());
        return List.of(
                glance(key, Duplicates.of(key)).when(onParent.not()),
                glance(key, Duplicates.acrossPartitions(key)).when(onParent));
    }

    private static Step glance(UniqueKey key, Violations duplicates) {
        return Step.of("look for duplicates in a sample", new Glance(duplicates))
                .doneWhen(key.provenUnique());
    }

    /** The same at once. */
    public static ShortTransaction atOnce(UniqueKey key) {
        return ShortTransaction.of(List.of(key.table()), List.of(adding(key)), key.provenUnique());
    }

    /** The command of the stock change. */
    static AlterTable adding(UniqueKey key) {
        return AlterTable.of(key.table(), AddConstraint.valid(key.name(), key.constraint()));
    }

    /** For a column that the same plan has added and filled. */
    static List<Step> addWithoutLook(UniqueKey key, Circumstances circumstances) {
        Condition onParent = Conditions.partitioned(key.table()).assuming(circumstances.partitioned());
        List<Step> steps = new ArrayList<>();
        plain(key, Duplicates.of(key)).forEach(step -> steps.add(step.when(onParent.not())));
        onPartitions(key, circumstances).forEach(step -> steps.add(step.when(onParent)));
        return steps;
    }

    private static List<Step> plain(UniqueKey key, Violations duplicates) {
        return List.of(
                Step.of(
                                "take over an equal index that exists",
                                new ForEach(
                                        key.otherIndex(),
                                        index -> List.of(Step.of(
                                                "rename index " + index.name() + " to " + Sql.name(key.name()),
                                                Run.of(new AlterIndex(
                                                        index.name(), false, new AlterIndex.RenameTo(key.name()))))),
                                        List.of()))
                        .doneWhen(key.constraintExists()),
                Step.of(
                                "build index " + Sql.name(key.name()),
                                new Build(key.createConcurrently(), key.leftovers(), duplicates))
                        .doneWhen(key.indexExists()),
                useIndex(key));
    }

    private static Step useIndex(UniqueKey key) {
        AlterTable use = AlterTable.of(key.table(), AddConstraint.valid(key.name(), key.usingIndex()));
        return Step.of("add constraint " + Sql.name(key.name()), new Run(List.of(use), new Proved(key)))
                .doneWhen(key.constraintExists());
    }

    /** The constraint of a partition, which need not be whole yet where that has partitions of its own. */
    private static Step standing(UniqueKey key) {
        return useIndex(key).doneWhen(key.constraintOfThisNameExists());
    }

    private static List<Step> onPartitions(UniqueKey key, Circumstances circumstances) {
        List<Step> steps = new ArrayList<>();
        steps.add(declare(key));
        steps.add(Step.of("build the constraint on each partition", partitions(key, circumstances)));
        steps.add(Step.of(
                        "check that every partition has the constraint",
                        Verify.hazards(
                                PartitionScript.unattached(key.table(), key.index()),
                                "%d partitions lack an attached index of the constraint " + key.name(),
                                "run update again: it goes on with these"))
                .doneWhen(key.constraintExists()));
        return steps;
    }

    /** The parent of partitions has no rows of its own, so that there is nothing to build under the lock. */
    private static Step declare(UniqueKey key) {
        AlterTable declare = AlterTable.only(key.table(), AddConstraint.valid(key.name(), key.constraint()));
        return Step.of(
                        "declare constraint " + Sql.name(key.name()) + " on " + key.table() + " alone",
                        new Run(List.of(declare), new OnParent(key)))
                .doneWhen(key.constraintExistsOnParent());
    }

    private static ForEach partitions(UniqueKey parent, Circumstances circumstances) {
        return PartitionScript.addUnique(
                parent,
                partition -> partition(parent, parent.on(partition.name()), circumstances),
                circumstances.settings());
    }

    private static List<Step> partition(UniqueKey parent, UniqueKey key, Circumstances circumstances) {
        Condition again = Conditions.partitioned(key.table());
        Condition lacks = key.constraintExistsOnParent().not();
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(
                "note the constraint of " + key.table() + " that stands",
                new ForEach(
                        key.constraintIndexToAttach(parent.index()),
                        index -> List.of(standing(key.called(index.name().name()))),
                        List.of())));
        if (key.isPrimary() && circumstances.version().hasNotValidNotNull()) {
            key.columns()
                    .forEach(column ->
                            steps.add(NotNullSteps.setOwn(key.table(), column).when(lacks)));
        }
        plain(key, Duplicates.ofPartition(key, parent))
                .forEach(step -> steps.add(step.when(again.not().and(lacks))));
        steps.add(declare(key).when(again.and(lacks)));
        steps.add(Step.of(
                "attach the index of " + key.table(),
                new ForEach(
                        key.constraintIndexToAttach(parent.index()),
                        index -> List.of(IndexSteps.attach(parent.index(), key.table(), index.name())),
                        List.of())));
        steps.add(Step.of("build the constraint on each partition of " + key.table(), partitions(key, circumstances))
                .when(again));
        return steps;
    }

    /** Drops the constraint and with it the index. */
    public static List<Step> remove(UniqueKey key) {
        Run drop = Run.of(AlterTable.of(key.table(), new DropConstraint(key.name(), false, false)));
        return List.of(
                Step.of("check table " + key.table(), new Require(key.table(), key.columns(), true, false)),
                Step.of("drop constraint " + Sql.name(key.name()), drop)
                        .doneWhen(key.constraintOfThisNameExists().not()));
    }

    /** The steps before have shown that the columns hold no NULL, where that matters. */
    private record Proved(UniqueKey key) implements Known {
        @Override
        public List<String> columnsOf(QualifiedName index) {
            return index.equals(key.index()) ? key.columns() : List.of();
        }

        @Override
        public boolean isNotNull(QualifiedName table, String column) {
            return key.isPrimary() && table.equals(key.table()) && key.columns().contains(column);
        }
    }

    /** It has no rows of its own. */
    private record OnParent(UniqueKey key) implements Known {
        @Override
        public boolean isPartitioned(QualifiedName table) {
            return table.equals(key.table());
        }
    }
}
