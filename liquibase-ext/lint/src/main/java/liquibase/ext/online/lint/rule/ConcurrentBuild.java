package liquibase.ext.online.lint.rule;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** How an index is built beside a running application. */
final class ConcurrentBuild {
    private ConcurrentBuild() {}

    /** Its name, or one like PostgreSQL's. */
    static String nameOf(CreateIndex index) {
        return index.name() == null
                ? Steps.name(
                        index.table(),
                        index.keys().stream().filter(ConcurrentBuild::isPlain).toList(),
                        "idx")
                : index.name();
    }

    private static boolean isPlain(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c != '_' && (c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Takes away the INVALID index that a build which failed has left; harmless where there is none. */
    static String dropLeftover(QualifiedName table, String name) {
        return new DropIndex(true, true, List.of(table.sibling(name)), false).sql();
    }

    /** The same index, built while writers go on. */
    static CreateIndex concurrently(CreateIndex index, String name, QualifiedName table) {
        return with(index, name, table, true, false);
    }

    /** Builds the index, and then makes it the key's. */
    static Steps key(Steps steps, CreateIndex index, AddConstraint.Definition key) {
        String name = nameOf(index);
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
        List<QualifiedName> partitions = context.catalog().partitions(index.table());
        QualifiedName one = partitions.isEmpty() ? index.table().sibling("partition") : partitions.get(0);
        String oneName = nameOf(with(index, null, one, true, false));
        List<String> build = new ArrayList<>();
        build.add(dropLeftover(one, oneName));
        build.add(concurrently(index, oneName, one).sql());
        return Steps.of(context)
                .shortly(with(index, name, index.table(), false, true).sql())
                .outsideTransaction(build)
                .shortly("ALTER INDEX " + index.table().sibling(name) + " ATTACH PARTITION " + one.sibling(oneName))
                .say(forEach(partitions, "two"))
                .text();
    }

    /** That what is written for one partition is to be done for all. */
    static String forEach(List<QualifiedName> partitions, String steps) {
        return "Do the last " + steps + " for each partition"
                + (partitions.size() < 2
                        ? "."
                        : ": "
                                + Sentence.list(partitions.stream()
                                        .map(QualifiedName::toString)
                                        .toList())
                                + ".");
    }
}
