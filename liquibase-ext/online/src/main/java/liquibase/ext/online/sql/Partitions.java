package liquibase.ext.online.sql;

import java.util.List;
import java.util.function.Function;
import liquibase.ext.online.lock.Footprint;

/** What a command on a table means for its partitions. */
final class Partitions {
    private Partitions() {}

    /** The footprint on a table and, unless it is for that table only, on each partition; the parent holds no rows. */
    static Footprint footprint(QualifiedName table, boolean only, Known known, Function<QualifiedName, Footprint> one) {
        List<QualifiedName> partitions = only ? List.of() : known.partitions(table);
        Footprint own = one.apply(table);
        return partitions.stream()
                .map(one)
                .reduce(partitions.isEmpty() ? own : own.withoutWorkOn(table), Footprint::and);
    }
}
