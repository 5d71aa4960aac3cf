package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.plan.Action.Build;
import liquibase.ext.online.plan.Action.ForEach;
import liquibase.ext.online.plan.Action.Glance;
import liquibase.ext.online.plan.Action.Require;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.Action.Trial;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.Circumstances;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.plan.Violations;
import liquibase.ext.online.sql.AlterIndex;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.LockTable;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Indexes, built and dropped while writers go on. A partitioned table cannot be indexed concurrently, so there the index is
 * declared on the parent alone, built on each partition, and attached; nor can its index be dropped concurrently.
 */
public final class IndexSteps {
    private IndexSteps() {}

    /** The steps that build the index of the stock command. */
    public static List<Step> create(CreateIndex command, Circumstances circumstances) {
        WantedIndex index = WantedIndex.of(command);
        Condition onParent = Conditions.partitioned(index.table()).assuming(circumstances.partitioned());
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of("check table " + index.table(), new Require(index.table(), List.of(), true, false)));
        steps.add(Step.of("check that indexes can be made beside the table", IndexChecks.mayCreate(index.table())));
        if (command.unique()) {
            steps.add(Step.of("check that keys can be unique across partitions", IndexChecks.partitionKeys(index)));
        }
        steps.add(trial(index));
        if (command.unique()) {
            steps.add(glance(Duplicates.of(index), index).when(onParent.not()));
            steps.add(glance(Duplicates.acrossPartitions(index), index).when(onParent));
        }
        steps.add(build(index, duplicates(index)).doneWhen(index.stands()).when(onParent.not()));
        onPartitions(index, circumstances).forEach(step -> steps.add(step.when(onParent)));
        return steps;
    }

    /** The same at once. */
    public static ShortTransaction atOnce(CreateIndex command) {
        WantedIndex index = WantedIndex.of(command);
        return ShortTransaction.of(List.of(index.table()), List.of(index.command()), Condition.NEVER);
    }

    /** Has the server judge the definition, and whether what bears the name has it. */
    private static Step trial(WantedIndex index) {
        return Step.of(
                "try the index on an empty copy",
                new Trial(
                        index.table(),
                        copy -> List.of(index.command().on(copy).unnamed().sql()),
                        copy -> List.of(index.unlike(copy)),
                        "the index cannot be built as it is asked for",
                        "correct what the server names"));
    }

    private static Step glance(Violations duplicates, WantedIndex index) {
        return Step.of("look for duplicates in a sample", new Glance(duplicates))
                .doneWhen(index.stands());
    }

    private static @Nullable Violations duplicates(WantedIndex index) {
        return index.command().unique() ? Duplicates.of(index) : null;
    }

    private static Step build(WantedIndex index, @Nullable Violations duplicates) {
        return Step.of(
                "build index " + index.index(),
                new Build(index.command().concurrently(index.name()), index.leftovers(), duplicates));
    }

    private static List<Step> onPartitions(WantedIndex index, Circumstances circumstances) {
        return List.of(
                declare(index).doneWhen(index.isDeclared()),
                Step.of("build the index on each partition", partitions(index, circumstances)),
                Step.of(
                                "check that every partition has the index",
                                Verify.hazards(
                                        PartitionScript.unattached(index.table(), index.index()),
                                        "%d partitions lack an attached index below " + index.index(),
                                        "run update again: it goes on with these"))
                        .doneWhen(index.stands()));
    }

    /** The parent of partitions has no rows of its own, so that there is nothing to build under the lock. */
    private static Step declare(WantedIndex index) {
        return Step.of(
                "declare index " + index.index() + " on " + index.table() + " alone",
                new Run(List.of(index.command().onParentAlone()), new Indexed(index.table(), index.index(), true)));
    }

    private static ForEach partitions(WantedIndex parent, Circumstances circumstances) {
        return PartitionScript.createIndex(
                parent,
                partition -> partition(parent, parent.on(partition.name()), circumstances),
                circumstances.settings());
    }

    private static List<Step> partition(WantedIndex parent, WantedIndex index, Circumstances circumstances) {
        QualifiedName partition = index.table();
        Condition whole = index.hasValidLike(parent.index());
        Condition again = Conditions.partitioned(partition);
        Violations duplicates = index.command().unique() ? Duplicates.ofPartition(index, parent) : null;
        return List.of(
                Step.of(
                        "note the index of " + partition + " that stands",
                        new ForEach(
                                index.toAttach(parent.index()),
                                found -> List.of(build(index.called(found.name().name()), duplicates)
                                        .doneWhen(Conditions.relationExists(found.name()))),
                                List.of())),
                build(index, duplicates).doneWhen(whole).when(again.not().and(whole.not())),
                declare(index).doneWhen(index.isDeclared()).when(again.and(whole.not())),
                Step.of(
                        "attach the index of " + partition,
                        new ForEach(
                                index.toAttach(parent.index()),
                                found -> List.of(attach(parent.index(), partition, found.name())),
                                List.of())),
                Step.of("build the index on each partition of " + partition, partitions(index, circumstances))
                        .when(again.and(whole.not())));
    }

    /**
     * ATTACH PARTITION locks the partition's index ACCESS EXCLUSIVE, which every query of the partition waits for. The lock on
     * the table, which is asked for without queueing, sees to it that nobody uses the index.
     */
    static Step attach(QualifiedName parent, QualifiedName partition, QualifiedName index) {
        return Step.of(
                "attach index " + index,
                Run.of(
                        new LockTable(false, List.of(partition), LockMode.ACCESS_EXCLUSIVE, false),
                        new AlterIndex(parent, false, new AlterIndex.AttachPartition(index))));
    }

    /** The steps that take the index back. */
    public static List<Step> remove(CreateIndex command, Circumstances circumstances) {
        WantedIndex index = WantedIndex.of(command);
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of("check table " + index.table(), new Require(index.table(), List.of(), true, false)));
        steps.addAll(drop(
                index.table(),
                index.index(),
                Conditions.partitioned(index.table()).assuming(circumstances.partitioned())));
        return steps;
    }

    /**
     * Drops an index that no constraint owns; done when it is gone.
     *
     * @param onParent whether the table is partitioned
     */
    static List<Step> drop(QualifiedName table, QualifiedName index, Condition onParent) {
        return List.of(
                dropAlone(table, index).when(onParent.not()),
                Step.of(
                                "drop index " + index + " with its parts",
                                new Run(List.of(withParts(index)), new Indexed(table, index, true)))
                        .doneWhen(isGone(index))
                        .when(onParent));
    }

    /** Drops the index of a table that is not partitioned. */
    static Step dropAlone(QualifiedName table, QualifiedName index) {
        return Step.of(
                        "drop index " + index,
                        new Run(List.of(DropIndex.concurrently(index)), new Indexed(table, index, false)))
                .doneWhen(isGone(index));
    }

    /** Drops the index of a partitioned table, and gives its partitions what they had before. */
    static Step dropOfParent(QualifiedName table, QualifiedName index, PartsBefore parts) {
        return parts.drop(
                "drop index " + index,
                index,
                withParts(index),
                new Indexed(table, index, true),
                Conditions.relationExists(index));
    }

    private static DropIndex withParts(QualifiedName index) {
        return new DropIndex(false, false, List.of(index), false);
    }

    private static Condition isGone(QualifiedName index) {
        return Conditions.relationExists(index).not().assuming(false);
    }

    /** A table and its index, of which nothing else is known. */
    record Indexed(QualifiedName table, QualifiedName index, boolean partitioned) implements Known {
        @Override
        public boolean isPartitioned(QualifiedName asked) {
            return partitioned && asked.equals(table);
        }

        @Override
        public Optional<QualifiedName> tableOf(QualifiedName asked) {
            return asked.equals(index) ? Optional.of(table) : Optional.empty();
        }
    }
}
