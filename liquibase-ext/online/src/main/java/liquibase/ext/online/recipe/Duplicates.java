package liquibase.ext.online.recipe;

import java.util.stream.Collectors;
import liquibase.ext.online.plan.Violations;
import liquibase.ext.online.sql.Sql;

/** Keys that more than one row has, where a unique constraint is to be. */
final class Duplicates {
    private final UniqueKey key;
    private final String from;

    private Duplicates(UniqueKey key, String from) {
        this.key = key;
        this.from = from;
    }

    /** In the table alone: the constraint says nothing of tables that inherit from it. */
    static Violations of(UniqueKey key) {
        return new Duplicates(key, " FROM ONLY " + key.table()).violations();
    }

    /** In all partitions of the table together. */
    static Violations acrossPartitions(UniqueKey key) {
        return new Duplicates(key, " FROM " + key.table()).violations();
    }

    /** In one partition, with a query for a person that goes over the whole of the key's table. */
    static Violations ofPartition(UniqueKey key, UniqueKey parent) {
        Violations own = of(key);
        return new Violations(
                own.table(),
                own.query(),
                own.problem() + " of " + key.table(),
                acrossPartitions(parent).remedy());
    }

    private Violations violations() {
        String columns = Sql.names(key.columns());
        return new Violations(
                key.table(),
                this::query,
                "%d values of (" + columns + ") stand in more than one row",
                "make them unique; this finds them: SELECT " + columns + ", count(*)" + groups("")
                        + " HAVING count(*) > 1");
    }

    private String query(String sample) {
        String shown = key.columns().stream()
                .map(c -> Sql.literal(c + "=") + ", coalesce(" + Sql.name(c) + "::pg_catalog.text, 'NULL')")
                .collect(Collectors.joining(", ', ', "));
        return "SELECT pg_catalog.concat(" + shown + ", ' (', pg_catalog.count(*), ' rows)') AS sample,"
                + " pg_catalog.count(*) OVER () AS total" + groups(sample)
                + " HAVING pg_catalog.count(*) OPERATOR(pg_catalog.>) 1 ORDER BY pg_catalog.count(*) DESC, 1 LIMIT 10";
    }

    private String groups(String sample) {
        String distinctNulls = key.columns().stream()
                .map(c -> Sql.name(c) + " IS NOT NULL")
                .collect(Collectors.joining(" AND ", " WHERE ", ""));
        return from + sample + (key.nullsNotDistinct() ? "" : distinctNulls) + " GROUP BY " + Sql.names(key.columns());
    }
}
