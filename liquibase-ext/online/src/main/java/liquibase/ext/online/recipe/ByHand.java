package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterIndex;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.ValidateConstraint;

/** What several recipes write where an author works without our change types. */
final class ByHand {
    /** So many partitions are written out. */
    private static final int FEW = 4;

    /** For partitions that are not known. */
    static final String ATTACH_EACH =
            "Then build the same index on each partition, concurrently, and make it a part of this"
                    + " one with ATTACH PARTITION.";

    private ByHand() {}

    /** Builds an index, and takes away before what a build that failed has left. */
    static Way build(Way way, CreateIndex index, String name) {
        return way.outsideTransaction(dropLeftover(index.table(), name), index.concurrently(name));
    }

    /** Takes away an INVALID index; harmless where there is none. */
    static Command dropLeftover(QualifiedName table, String name) {
        return new DropIndex(true, true, List.of(table.sibling(name)), false);
    }

    /** A constraint that is added without a look at the rows, and then proved. */
    static Way notValid(Way way, QualifiedName table, String name, AddConstraint.Definition definition) {
        return validated(way.shortly(AlterTable.of(table, AddConstraint.notValid(name, definition))), table, name);
    }

    static Way validated(Way way, QualifiedName table, String name) {
        return way.alone(AlterTable.of(table, new ValidateConstraint(name)));
    }

    /** The index of a partitioned table: declared there, built on each partition, and attached. */
    static Way buildByPartition(Known known, CreateIndex index, String name) {
        Way way = Way.begin().shortly(index.named(name).onParentAlone());
        Map<QualifiedName, String> names = new HashMap<>(Map.of(index.table(), name));
        return eachPartition(
                known,
                index.table(),
                way,
                partition -> {
                    String own = known.chosenName(index.on(partition).unnamed());
                    names.put(partition, own);
                    if (known.isPartitioned(partition)) {
                        way.shortly(index.on(partition).named(own).onParentAlone());
                    } else {
                        build(way, index.on(partition), own);
                    }
                    way.shortly(attach(known, partition, own, names));
                },
                ATTACH_EACH);
    }

    /** Makes the index of a partition a part of its parent's. */
    static Command attach(Known known, QualifiedName partition, String index, Map<QualifiedName, String> names) {
        QualifiedName parent = known.parentOf(partition).orElseThrow();
        return new AlterIndex(
                parent.sibling(names.getOrDefault(parent, "")),
                false,
                new AlterIndex.AttachPartition(partition.sibling(index)));
    }

    /**
     * Writes the stages of each partition, parents first; of many only the first one's, and that it goes on so.
     *
     * @param unknown what to do on each where none is known, as a sentence
     */
    static Way eachPartition(
            Known known, QualifiedName table, Way way, Consumer<QualifiedName> stagesOf, String unknown) {
        List<QualifiedName> partitions = known.partitions(table);
        boolean few = partitions.size() <= FEW;
        partitions.stream().limit(few ? FEW : 1).forEach(stagesOf);
        if (partitions.isEmpty()) {
            return way.note(unknown);
        }
        return few ? way : way.note("Then the same for each other partition: " + others(partitions) + ".");
    }

    private static String others(List<QualifiedName> partitions) {
        return Words.list(
                partitions.stream().skip(1).map(QualifiedName::toString).collect(Collectors.toList()));
    }

    /**
     * The statements by which a changeSet takes a table's present primary key away before it adds another one. They belong
     * beside that, as there can be no two.
     */
    static List<Command> dropsOfKey(Given given, QualifiedName table) {
        List<Command> drops = new ArrayList<>();
        for (DropConstraint drop : given.droppedFrom(table)) {
            drops.add(AlterTable.of(table, drop));
        }
        return drops;
    }

    /** A lock for a moment, in which a key takes the place of the one that goes. */
    static Way exchange(Way way, List<Command> drops, Command add) {
        List<Command> all = new ArrayList<>(drops);
        all.add(add);
        way.statements(Stage.Mode.SHORTLY, all);
        return drops.isEmpty()
                ? way
                : way.note(
                        "Leave DROP CONSTRAINT out here: the old key goes when the new one comes, so that there is one all the"
                                + " time.");
    }
}
