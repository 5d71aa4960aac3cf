package liquibase.ext.online.recipe;

import java.util.List;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.GeneratedName;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * Queries over the partitions of a table. A script cannot know them, nor may a DO block build an index concurrently, so it
 * writes the statements by a query and has psql run them ({@code \gexec}).
 */
final class PartitionScript {
    private PartitionScript() {}

    /** The direct partitions of a table: schema, name. */
    static String children(QualifiedName parent) {
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

    /** The statements for every partition, level by level. */
    static List<String> addUnique(UniqueKey key, Settings settings) {
        String columns = "(" + inFormat(Sql.names(key.columns())) + ")"
                + (key.include().isEmpty() ? "" : " INCLUDE (" + inFormat(Sql.names(key.include())) + ")");
        String build = "CREATE UNIQUE INDEX CONCURRENTLY %I ON %s " + columns
                + (key.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "")
                + (key.tablespace() == null ? "" : " TABLESPACE " + inFormat(Sql.name(key.tablespace())));
        String use = "ALTER TABLE %s ADD CONSTRAINT %I UNIQUE USING INDEX %I" + deferral(key);
        String declare = "ALTER TABLE ONLY %s ADD CONSTRAINT %I "
                + inFormat(key.constraint().sql());
        String begin = "BEGIN; SET LOCAL lock_timeout = ''"
                + settings.locking().timeout().toMillis() + "ms''; ";
        String attach = "; LOCK TABLE %s IN ACCESS EXCLUSIVE MODE; ALTER INDEX %I.%I ATTACH PARTITION %I.%I; COMMIT";
        String attached = ", t.relid, pn.nspname, parent.name, cn.nspname, own.name)";
        return List.of(String.join(
                "\n",
                "SELECT CASE WHEN t.isleaf THEN pg_catalog.format('" + build
                        + "', own.name, t.relid) ELSE 'SELECT' END,",
                "  CASE WHEN t.isleaf THEN pg_catalog.format('" + begin + use + attach
                        + "', t.relid, own.name, own.name" + attached,
                "  ELSE pg_catalog.format('" + begin + declare + attach + "', t.relid, own.name" + attached + " END",
                "FROM pg_catalog.pg_partition_tree(" + CatalogText.oid(key.table()) + ") t",
                "JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) t.relid",
                "JOIN pg_catalog.pg_namespace cn ON cn.oid OPERATOR(pg_catalog.=) c.relnamespace",
                "JOIN pg_catalog.pg_class p ON p.oid OPERATOR(pg_catalog.=) t.parentrelid",
                "JOIN pg_catalog.pg_namespace pn ON pn.oid OPERATOR(pg_catalog.=) p.relnamespace",
                "CROSS JOIN LATERAL (SELECT " + GeneratedName.sql("c.relname", key.columns(), "key")
                        + " AS name) AS own",
                "CROSS JOIN LATERAL (SELECT CASE WHEN p.oid OPERATOR(pg_catalog.=) " + CatalogText.oid(key.table())
                        + " THEN "
                        + Sql.literal(key.name()) + " ELSE " + GeneratedName.sql("p.relname", key.columns(), "key")
                        + " END AS name) AS parent",
                "WHERE t.level OPERATOR(pg_catalog.>) 0 ORDER BY t.level, t.relid::pg_catalog.text \\gexec",
                "-- the query above wrote the statements for every partition, and psql ran them"));
    }

    /** What these statements make: schema, table, name, and whether it is a leaf's. */
    static String constraints(UniqueKey key) {
        return "SELECT n.nspname, c.relname, own.name, t.isleaf FROM pg_catalog.pg_partition_tree("
                + CatalogText.oid(key.table())
                + ") t JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) t.relid JOIN pg_catalog.pg_namespace n ON"
                + " n.oid OPERATOR(pg_catalog.=) c.relnamespace CROSS JOIN LATERAL (SELECT "
                + GeneratedName.sql("c.relname", key.columns(), "key")
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
