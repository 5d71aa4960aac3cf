package liquibase.ext.online.lint.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** How an index is built beside a running application. */
final class ConcurrentBuild {
    /** So many partitions are written out. */
    private static final int FEW = 4;

    /** For partitions that are not known. */
    static final String ATTACH_EACH =
            "Then build the same index on each partition, concurrently, and make it a part of this"
                    + " one with ATTACH PARTITION.";

    private ConcurrentBuild() {}

    /** Its name, or the one that PostgreSQL would choose. */
    static String nameOf(ChangeContext context, CreateIndex index) {
        return index.name() == null ? context.catalog().chosenName(index) : index.name();
    }

    /** Takes away the INVALID index that a build which failed has left; harmless where there is none. */
    static String dropLeftover(QualifiedName table, String name) {
        return new DropIndex(true, true, List.of(table.sibling(name)), false).sql();
    }

    /** The same index, built while writers go on. */
    static CreateIndex concurrently(CreateIndex index, String name, QualifiedName table) {
        return with(index, name, table, true, false);
    }

    /** Builds an index that has a name, and then makes it the key's. */
    static Steps key(Steps steps, CreateIndex index, AddConstraint.Definition key) {
        String name = String.valueOf(index.name());
        return steps.outsideTransaction(List.of(dropLeftover(index.table(), name), index.sql()))
                .shortly(AlterTable.of(index.table(), AddConstraint.valid(name, key))
                        .sql());
    }

    private static CreateIndex with(
            CreateIndex index, @Nullable String name, QualifiedName table, boolean concurrently, boolean only) {
        return new CreateIndex(
                index.unique(),
                concurrently,
                false,
                name,
                only,
                table,
                index.method(),
                index.keys(),
                index.include(),
                index.nullsNotDistinct(),
                index.parameters(),
                index.tablespace(),
                index.where());
    }

    /** A partitioned table cannot be indexed concurrently, but each partition can. */
    static String buildByPartition(ChangeContext context, CreateIndex index, String name) {
        Steps steps = Steps.of(context)
                .shortly(with(index, name, index.table(), false, true).sql());
        Map<QualifiedName, String> names = new HashMap<>(Map.of(index.table(), name));
        return eachPartition(
                        context,
                        index.table(),
                        steps,
                        partition -> {
                            String own = nameOf(context, with(index, null, partition, true, false));
                            names.put(partition, own);
                            if (context.catalog().isPartitioned(partition)) {
                                steps.shortly(
                                        with(index, own, partition, false, true).sql());
                            } else {
                                steps.outsideTransaction(List.of(
                                        dropLeftover(partition, own),
                                        concurrently(index, own, partition).sql()));
                            }
                            steps.shortly(attach(context, partition, own, names));
                        },
                        ATTACH_EACH)
                .text();
    }

    /** Makes the index of a partition a part of its parent's. */
    static String attach(
            ChangeContext context, QualifiedName partition, String index, Map<QualifiedName, String> names) {
        QualifiedName parent = context.catalog().parentOf(partition).orElseThrow();
        return "ALTER INDEX " + parent.sibling(names.getOrDefault(parent, "")) + " ATTACH PARTITION "
                + partition.sibling(index);
    }

    /**
     * Writes the steps of each partition, parents first; of many only the first one's, and that it goes on so.
     *
     * @param unknown what to do on each where none is known, as a sentence
     */
    static Steps eachPartition(
            ChangeContext context, QualifiedName table, Steps steps, Consumer<QualifiedName> stepsOf, String unknown) {
        List<QualifiedName> partitions = context.catalog().partitions(table);
        boolean few = partitions.size() <= FEW;
        partitions.stream().limit(few ? FEW : 1).forEach(stepsOf);
        if (partitions.isEmpty()) {
            return steps.say(unknown);
        }
        return few
                ? steps
                : steps.say("Then the same for each other partition: "
                        + Sentence.list(partitions.stream()
                                .skip(1)
                                .map(QualifiedName::toString)
                                .toList())
                        + ".");
    }

    /**
     * The statements by which a changeSet takes a table's present primary key away before it adds another one. They belong
     * beside that, as there can be no two.
     */
    static List<String> dropsOfKey(StatementContext context, QualifiedName table) {
        Stream<AlterTable.Action> here =
                context.command() instanceof AlterTable alter && alter.table().equals(table)
                        ? alter.actions().stream().filter(DropConstraint.class::isInstance)
                        : Stream.empty();
        return Stream.concat(context.droppedHere(table).stream(), here)
                .map(drop -> AlterTable.of(table, drop).sql())
                .toList();
    }

    /** A lock for a moment, in which a key takes the place of the one that goes. */
    static Steps exchange(Steps steps, List<String> drops, String add) {
        List<String> all = new ArrayList<>(drops);
        all.add(add);
        steps.shortly(all.toArray(String[]::new));
        return drops.isEmpty()
                ? steps
                : steps.say(
                        "Leave DROP CONSTRAINT out here: the old key goes when the new one comes, so that there is one all the"
                                + " time.");
    }
}
