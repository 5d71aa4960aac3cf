package liquibase.ext.online.sql;

import java.util.List;
import java.util.function.Function;
import liquibase.ext.online.lock.Footprint;

/** What a command on a table means for its partitions. */
final class Partitions {
    private Partitions() {}

    /** The footprint on a table and, unless it is for that table only, on each that inherits; a partitioned one has no rows. */
    static Footprint footprint(QualifiedName table, boolean only, Known known, Function<QualifiedName, Footprint> one) {
        Footprint all = own(table, known, one);
        for (QualifiedName partition : only ? List.<QualifiedName>of() : known.partitions(table)) {
            all = all.and(own(partition, known, one));
        }
        return all;
    }

    private static Footprint own(QualifiedName table, Known known, Function<QualifiedName, Footprint> one) {
        Footprint own = one.apply(table);
        return known.isPartitioned(table) ? own.withoutWorkOn(table) : own;
    }
}
