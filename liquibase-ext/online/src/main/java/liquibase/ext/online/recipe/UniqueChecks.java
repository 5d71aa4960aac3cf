package liquibase.ext.online.recipe;

import java.util.List;
import liquibase.ext.online.plan.Action.Trial;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Sql;

/** What can be known to forbid a unique constraint before anything is changed. */
final class UniqueChecks {
    private UniqueChecks() {}

    /** The looks that the columns need not stand for. */
    static List<Step> before(UniqueKey key) {
        return List.of(
                Step.of(
                        "check that the name " + key.name() + " is free",
                        Verify.objects(
                                key.nameTakenBy(),
                                "the name " + key.name() + " is taken by something else; asked for is "
                                        + key.constraint().sql(),
                                "give another constraintName, or drop or rename what has this one")),
                Step.of("check that no equal constraint has another name", otherName(key)),
                Step.of("check that the key can be unique across partitions", partitionKeys(key)),
                Step.of(
                        "check that the names are free in the partitions",
                        Verify.objects(
                                key.partitionNamesTakenBy(),
                                "%d names are taken by something else that constraints of partitions are to have",
                                "drop or rename what has them")),
                Step.of("check that indexes can be made beside the table", mayCreate(key)));
    }

    /** Has the server judge the types, the tablespace and the rest of the definition. */
    static Step trial(UniqueKey key) {
        return Step.of(
                "try the constraint on an empty copy",
                new Trial(
                        key.table(),
                        copy -> List.of(AlterTable.of(copy, AddConstraint.valid(key.name(), key.constraint()))
                                .sql()),
                        copy -> List.of(),
                        "(" + Sql.names(key.columns()) + ") cannot be unique as it is asked for",
                        "correct what the server names"));
    }

    private static Verify otherName(UniqueKey key) {
        return Verify.objects(
                key.otherConstraint(),
                "the constraint exists already, and not under the name " + key.name(),
                "rename it: ALTER TABLE " + key.table() + " RENAME CONSTRAINT … TO " + Sql.name(key.name())
                        + "; or leave constraintName out");
    }

    /** Each partition has an index of its own, so that equal keys must always fall into the same one. */
    private static Verify partitionKeys(UniqueKey key) {
        return Verify.objects(
                "SELECT p.partrelid::regclass || ' is partitioned by ' || pg_get_partkeydef(p.partrelid) AS sample,"
                        + " count(*) OVER () AS total FROM pg_partitioned_table p WHERE p.partrelid IN "
                        + CatalogText.family(key.table())
                        + " AND EXISTS (SELECT FROM unnest(p.partattrs::int2[]) AS k (attnum) WHERE NOT EXISTS (SELECT FROM"
                        + " pg_attribute a WHERE a.attrelid = p.partrelid AND a.attnum = k.attnum AND a.attname = ANY ("
                        + CatalogText.array(key.columns()) + "))) LIMIT 10",
                "a unique constraint on (" + Sql.names(key.columns())
                        + ") lacks a column of a partition key, or the partition key is an expression",
                "add the columns of the partition keys, or have each partition unique on its own");
    }

    private static Verify mayCreate(UniqueKey key) {
        return Verify.objects(
                "SELECT DISTINCT n.nspname::text AS sample, count(*) OVER () AS total FROM pg_class c JOIN pg_namespace n ON"
                        + " n.oid = c.relnamespace WHERE c.oid IN "
                        + CatalogText.family(key.table())
                        + " AND c.relkind IN ('r', 'p') AND (c.relispartition OR c.oid = "
                        + CatalogText.oid(key.table())
                        + ") AND NOT has_schema_privilege(n.oid, 'CREATE') LIMIT 10",
                "the role may not create indexes in the schema of the table",
                "GRANT CREATE ON SCHEMA … TO this role");
    }
}
