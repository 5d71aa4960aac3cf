package liquibase.ext.online.recipe;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.SampleKey;
import liquibase.ext.online.plan.Violations;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * Rows that reference no row, where a foreign key is to be. One with NULL in a column of the key references nothing, and so
 * is none.
 */
record Orphans(QualifiedName table, ForeignKey key) {

    Violations violations() {
        String from = " FROM " + table + " AS t";
        String where = without(Violations.COMPARISON + " AND " + ownRow("r", key.referencedTable())) + " AND "
                + ownRow("t", table);
        String values = columns("t.%s", ", ', ', ");
        return new Violations(
                table,
                sample -> "SELECT pg_catalog.concat(" + SampleKey.of("t") + ", ': ', " + values
                        + ") AS sample, (SELECT pg_catalog.count(*)"
                        + from + sample + where + ") AS total" + from + sample + where + " LIMIT 10",
                "%d rows of " + table + " reference no row of " + key.referencedTable(),
                "correct or remove them; this finds them: SELECT t.*" + from + without(pairs()),
                comparison());
    }

    private String without(String match) {
        return " WHERE " + columns("t.%s IS NOT NULL", " AND ") + " AND NOT EXISTS (SELECT FROM "
                + key.referencedTable() + " AS r WHERE " + match + ")";
    }

    private String columns(String each, String separator) {
        return key.columns().stream()
                .map(column -> each.formatted(Sql.name(column)))
                .collect(Collectors.joining(separator));
    }

    private String pairs() {
        return IntStream.range(0, key.columns().size())
                .mapToObj(i -> "r." + Sql.name(referenced().get(i)) + " = t."
                        + Sql.name(key.columns().get(i)))
                .collect(Collectors.joining(" AND "));
    }

    private List<String> referenced() {
        return key.referencedColumns().isEmpty() ? key.columns() : key.referencedColumns();
    }

    /** By the operators of the index that the key looks referenced rows up in. */
    private String comparison() {
        return "SELECT string_agg(format('r.%I OPERATOR(%I.%s) t.%I', k.referenced,"
                + " coalesce(o.nspname, 'pg_catalog'), coalesce(o.oprname, '='), k.own), ' AND ' ORDER BY k.position) FROM unnest("
                + CatalogText.array(key.columns()) + ", " + CatalogText.array(referenced())
                + ") WITH ORDINALITY AS k (own, referenced, position) LEFT JOIN LATERAL (SELECT n.nspname, o.oprname FROM"
                + " pg_index i CROSS JOIN unnest(i.indkey::int2[], i.indclass::oid[]) AS x (attnum, class) JOIN pg_attribute a ON"
                + " a.attrelid = i.indrelid AND a.attnum = x.attnum JOIN pg_opclass c ON c.oid = x.class JOIN pg_amop m ON"
                + " m.amopfamily = c.opcfamily AND m.amopstrategy = 3 AND m.amoplefttype = c.opcintype AND m.amoprighttype ="
                + " c.opcintype JOIN pg_operator o ON o.oid = m.amopopr JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE"
                + " i.indrelid = " + CatalogText.oid(key.referencedTable())
                + " AND i.indisunique AND i.indimmediate AND i.indnkeyatts = "
                + key.columns().size()
                + " AND a.attname = k.referenced ORDER BY i.indexrelid LIMIT 1) AS o ON true";
    }

    /** A foreign key says nothing of tables that inherit, and all of partitions. */
    private static String ownRow(String row, QualifiedName table) {
        return "(" + row + ".tableoid OPERATOR(pg_catalog.=) " + CatalogText.oid(table)
                + " OR EXISTS (SELECT FROM pg_catalog.pg_partitioned_table p WHERE p.partrelid OPERATOR(pg_catalog.=) "
                + CatalogText.oid(table) + "))";
    }
}
