package liquibase.ext.online.recipe;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.ext.online.plan.Action.ForEach;
import liquibase.ext.online.plan.Action.ForEach.Found;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * Queries over the partitions of a table. A script cannot know them, nor may a DO block build an index concurrently, so it
 * writes the statements by a query and has psql run them ({@code \gexec}).
 */
final class PartitionScript {
    private PartitionScript() {}

    /** The direct partitions of a table: schema, name. */
    private static String children(QualifiedName parent) {
        return "SELECT n.nspname, c.relname FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid JOIN pg_namespace n"
                + " ON n.oid = c.relnamespace WHERE h.inhparent = " + CatalogText.oid(parent) + " ORDER BY 1, 2";
    }

    /** A row per leaf without an index under the parent's. */
    static String unattached(QualifiedName table, QualifiedName index) {
        return "SELECT t.relid::pg_catalog.text AS sample, pg_catalog.count(*) OVER () AS total FROM pg_catalog.pg_partition_tree("
                + CatalogText.oid(table)
                + ") t WHERE t.isleaf AND NOT EXISTS (SELECT FROM pg_catalog.pg_index i JOIN pg_catalog.pg_partition_tree("
                + CatalogText.oid(index)
                + ") x ON x.relid OPERATOR(pg_catalog.=) i.indexrelid WHERE i.indrelid OPERATOR(pg_catalog.=) t.relid AND"
                + " i.indisvalid) LIMIT 10";
    }

    /** The constraint on every partition, level by level. */
    static ForEach addUnique(UniqueKey key, Function<Found, List<Step>> steps, Settings settings) {
        String columns = "(" + inFormat(Sql.names(key.columns())) + ")"
                + (key.include().isEmpty() ? "" : " INCLUDE (" + inFormat(Sql.names(key.include())) + ")");
        String build = "CREATE UNIQUE INDEX CONCURRENTLY %2$I ON %1$s " + columns
                + (key.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "")
                + (key.tablespace() == null ? "" : " TABLESPACE " + inFormat(Sql.name(key.tablespace())));
        String use = "ALTER TABLE %1$s ADD CONSTRAINT %2$I " + (key.isPrimary() ? "PRIMARY KEY" : "UNIQUE")
                + " USING INDEX %2$I" + deferral(key) + "; ";
        String declare = "ALTER TABLE ONLY %1$s ADD CONSTRAINT %2$I "
                + inFormat(key.constraint().sql()) + "; ";
        UnaryOperator<String> name = key::nameOn;
        String kinds = "CASE WHEN t.isleaf THEN ARRAY['INDEX', 'CONSTRAINT'] ELSE ARRAY['CONSTRAINT'] END";
        return new ForEach(
                children(key.table()),
                steps,
                statements(key.index(), key.table(), name, new Texts(build, use, declare), settings),
                objects(key.table(), name, kinds),
                true);
    }

    /** The index on every partition, level by level. */
    static ForEach createIndex(WantedIndex index, Function<Found, List<Step>> steps, Settings settings) {
        String named = " INDEX " + Sql.name(index.name()) + " ON " + index.table();
        String sql = index.command().sql();
        int at = sql.indexOf(named);
        String create = sql.substring(0, at);
        String definition = inFormat(sql.substring(at + named.length()));
        return new ForEach(
                children(index.table()),
                steps,
                statements(
                        index.index(),
                        index.table(),
                        index::nameOn,
                        new Texts(
                                create + " INDEX CONCURRENTLY %2$I ON %1$s" + definition,
                                "",
                                create + " INDEX %2$I ON ONLY %1$s" + definition + "; "),
                        settings),
                objects(index.table(), index::nameOn, "ARRAY['INDEX']"),
                index.command().unique());
    }

    /** A foreign key of its own for each partition with rows, NOT VALID and then validated. */
    static List<String> addForeignKey(WantedForeignKey wanted, Settings settings) {
        String name = inFormat(Sql.name(wanted.name()));
        return leaves(
                wanted.table(),
                "'BEGIN; SET LOCAL lock_timeout = ''"
                        + settings.locking().timeout().toMillis() + "ms''; ALTER TABLE %1$s ADD CONSTRAINT " + name
                        + " "
                        + inFormat(wanted.key().sql()) + " NOT VALID; COMMIT'",
                "'ALTER TABLE %1$s VALIDATE CONSTRAINT " + name + "'");
    }

    /** The part of a constraint that each partition with rows has, validated. */
    static List<String> validate(QualifiedName table, String constraint) {
        return leaves(table, "'ALTER TABLE %1$s VALIDATE CONSTRAINT " + inFormat(Sql.name(constraint)) + "'");
    }

    /** What the first of these makes. */
    static String objectsOf(WantedForeignKey wanted) {
        return "SELECT n.nspname, c.relname, " + Sql.literal(wanted.name())
                + "::pg_catalog.text, ARRAY['CONSTRAINT'], referenced.identity FROM pg_catalog.pg_partition_tree("
                + CatalogText.oid(wanted.table())
                + ") t JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) t.relid JOIN pg_catalog.pg_namespace n ON"
                + " n.oid OPERATOR(pg_catalog.=) c.relnamespace CROSS JOIN"
                + " pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, "
                + CatalogText.oid(wanted.key().referencedTable()) + ", 0) AS referenced WHERE t.isleaf";
    }

    private static List<String> leaves(QualifiedName table, String... formats) {
        return List.of(String.join(
                "\n",
                "SELECT "
                        + Stream.of(formats)
                                .map(format -> "pg_catalog.format(" + format + ", t.relid)")
                                .collect(Collectors.joining(",\n  ")),
                "FROM pg_catalog.pg_partition_tree(" + CatalogText.oid(table)
                        + ") t WHERE t.isleaf ORDER BY t.relid::pg_catalog.text \\gexec",
                "-- the query above wrote the statements for every partition, and psql ran them"));
    }

    /**
     * What is done on a partition, where {@code %1$s} stands for it and {@code %2$I} for the index.
     *
     * @param build on a partition with rows, by itself
     * @param use what then makes of the index what the parent's is
     * @param declare on a partition with partitions of its own
     */
    private record Texts(String build, String use, String declare) {}

    private static List<String> statements(
            QualifiedName index, QualifiedName table, UnaryOperator<String> name, Texts texts, Settings settings) {
        String begin = "BEGIN; SET LOCAL lock_timeout = ''"
                + settings.locking().timeout().toMillis() + "ms''; ";
        String attach =
                "LOCK TABLE %1$s IN ACCESS EXCLUSIVE MODE; ALTER INDEX %3$I.%4$I ATTACH PARTITION %5$I.%2$I; COMMIT";
        String values = "t.relid, own.name, pn.nspname, parent.name, cn.nspname)";
        return List.of(String.join(
                "\n",
                "SELECT CASE WHEN t.isleaf THEN pg_catalog.format('" + texts.build + "', " + values
                        + " ELSE 'SELECT' END,",
                "  CASE WHEN t.isleaf THEN pg_catalog.format('" + begin + texts.use + attach + "', " + values,
                "  ELSE pg_catalog.format('" + begin + texts.declare + attach + "', " + values + " END",
                "FROM pg_catalog.pg_partition_tree(" + CatalogText.oid(table) + ") t",
                "JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) t.relid",
                "JOIN pg_catalog.pg_namespace cn ON cn.oid OPERATOR(pg_catalog.=) c.relnamespace",
                "JOIN pg_catalog.pg_class p ON p.oid OPERATOR(pg_catalog.=) t.parentrelid",
                "JOIN pg_catalog.pg_namespace pn ON pn.oid OPERATOR(pg_catalog.=) p.relnamespace",
                "CROSS JOIN LATERAL (SELECT " + name.apply("c.relname") + " AS name) AS own",
                "CROSS JOIN LATERAL (SELECT CASE WHEN p.oid OPERATOR(pg_catalog.=) " + CatalogText.oid(table) + " THEN "
                        + Sql.literal(index.name()) + " ELSE " + name.apply("p.relname") + " END AS name) AS parent",
                "WHERE t.level OPERATOR(pg_catalog.>) 0 ORDER BY t.level, t.relid::pg_catalog.text \\gexec",
                "-- the query above wrote the statements for every partition, and psql ran them"));
    }

    /** What these statements make. */
    private static String objects(QualifiedName table, UnaryOperator<String> name, String kinds) {
        return "SELECT n.nspname, c.relname, own.name, " + kinds
                + ", ''::pg_catalog.text FROM pg_catalog.pg_partition_tree("
                + CatalogText.oid(table)
                + ") t JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) t.relid JOIN pg_catalog.pg_namespace n ON"
                + " n.oid OPERATOR(pg_catalog.=) c.relnamespace CROSS JOIN LATERAL (SELECT " + name.apply("c.relname")
                + " AS name) AS own WHERE t.level OPERATOR(pg_catalog.>) 0 AND NOT EXISTS (SELECT FROM pg_catalog.pg_class x"
                + " WHERE x.relnamespace OPERATOR(pg_catalog.=) n.oid AND x.relname OPERATOR(pg_catalog.=) own.name)";
    }

    private static String deferral(UniqueKey key) {
        String definition = key.constraint().sql();
        return definition.contains(" DEFERRABLE") ? definition.substring(definition.indexOf(" DEFERRABLE")) : "";
    }

    /** A part of a format string, which stands in a literal. */
    private static String inFormat(String sql) {
        return sql.replace("%", "%%").replace("'", "''");
    }
}
