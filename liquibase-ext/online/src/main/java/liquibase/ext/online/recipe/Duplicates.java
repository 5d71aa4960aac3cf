package liquibase.ext.online.recipe;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import liquibase.ext.online.plan.Violations;
import liquibase.ext.online.sql.Expression;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.SqlLexer;
import org.jspecify.annotations.Nullable;

/**
 * Keys that more than one row has, where a unique constraint or index is to be.
 *
 * @param names of the keys, as messages name them
 * @param keys each a column or an expression as SQL text
 * @param where the rows that count; null for all
 */
record Duplicates(
        QualifiedName table,
        String from,
        List<String> names,
        List<String> keys,
        boolean nullsNotDistinct,
        @Nullable String where) {

    private static Duplicates in(String from, UniqueKey key) {
        return new Duplicates(
                key.table(),
                from + key.table(),
                key.columns(),
                key.columns().stream().map(Sql::name).toList(),
                key.nullsNotDistinct(),
                null);
    }

    private static Duplicates in(String from, WantedIndex index) {
        return new Duplicates(
                index.table(),
                from + index.table(),
                index.expressions(),
                index.expressions(),
                index.command().nullsNotDistinct(),
                index.command().where());
    }

    /** In the table alone: the constraint says nothing of tables that inherit from it. */
    static Violations of(UniqueKey key) {
        return in(" FROM ONLY ", key).violations();
    }

    /** In the table alone. */
    static Violations of(WantedIndex index) {
        return in(" FROM ONLY ", index).violations();
    }

    /** In all partitions of the table together. */
    static Violations acrossPartitions(UniqueKey key) {
        return in(" FROM ", key).violations();
    }

    /** In all partitions of the table together. */
    static Violations acrossPartitions(WantedIndex index) {
        return in(" FROM ", index).violations();
    }

    /** In one partition, with a query for a person that goes over the whole of the key's table. */
    static Violations ofPartition(UniqueKey key, UniqueKey parent) {
        return partOf(of(key), acrossPartitions(parent));
    }

    /** In one partition, with a query for a person that goes over the whole of the index's table. */
    static Violations ofPartition(WantedIndex index, WantedIndex parent) {
        return partOf(of(index), acrossPartitions(parent));
    }

    private static Violations partOf(Violations own, Violations whole) {
        return new Violations(own.table(), own.query(), own.problem() + " of " + own.table(), whole.remedy());
    }

    private Violations violations() {
        String columns = String.join(", ", keys);
        return new Violations(
                table,
                this::query,
                "%d values of (" + columns + ") stand in more than one row",
                "make them unique; this finds them: SELECT " + columns + ", count(*)" + groups("")
                        + " HAVING count(*) > 1");
    }

    private String query(String sample) {
        String shown = IntStream.range(0, keys.size())
                .mapToObj(i -> Sql.literal(names.get(i) + "=") + ", coalesce(" + operand(keys.get(i))
                        + "::pg_catalog.text, 'NULL')")
                .collect(Collectors.joining(", ', ', "));
        return "SELECT pg_catalog.concat(" + shown + ", ' (', pg_catalog.count(*), ' rows)') AS sample,"
                + " pg_catalog.count(*) OVER () AS total" + groups(sample)
                + " HAVING pg_catalog.count(*) OPERATOR(pg_catalog.>) 1 ORDER BY pg_catalog.count(*) DESC, 1 LIMIT 10";
    }

    private String groups(String sample) {
        String counted = where == null ? "" : "(" + new Expression(where).closed() + ")";
        String distinctNulls = nullsNotDistinct
                ? ""
                : keys.stream().map(key -> operand(key) + " IS NOT NULL").collect(Collectors.joining(" AND "));
        String rows = counted + (counted.isEmpty() || distinctNulls.isEmpty() ? "" : " AND ") + distinctNulls;
        return from + sample + (rows.isEmpty() ? "" : " WHERE " + rows) + " GROUP BY " + String.join(", ", keys);
    }

    private static String operand(String key) {
        return SqlLexer.tokens(key).size() == 1 ? key : "(" + key + ")";
    }
}
