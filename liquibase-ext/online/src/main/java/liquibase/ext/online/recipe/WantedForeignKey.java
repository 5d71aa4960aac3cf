package liquibase.ext.online.recipe;

import liquibase.ext.online.plan.Action.ForEach.Found;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** A foreign key to be, and how the catalog shows it, on the table and on its partitions. */
record WantedForeignKey(QualifiedName table, String name, ForeignKey key) {

    /** The same on a partition. */
    WantedForeignKey on(QualifiedName partition) {
        return new WantedForeignKey(partition, name, key);
    }

    /** The one of a partition that a query found with its name. */
    WantedForeignKey on(Found partition) {
        return new WantedForeignKey(partition.name(), partition.definition(), key);
    }

    /** It has this definition and name, validated or not. */
    Condition stands() {
        return Condition.of(
                "foreign key " + Sql.name(name) + " exists",
                "EXISTS (SELECT FROM pg_constraint c WHERE " + equal() + " AND " + bearsName() + ")");
    }

    /** It has this definition, whatever its name. */
    Condition hasEqual() {
        return Condition.of(
                "an equal foreign key of " + table + " exists",
                "EXISTS (SELECT FROM pg_constraint c WHERE " + equal() + ")");
    }

    /** A partition has an equal one that is its own, which a key of the whole would take over. */
    Condition partitionsHaveTheirs() {
        return Condition.of(
                "partitions of " + table + " have equal foreign keys of their own",
                "EXISTS (SELECT" + ofLeaves()
                        + " AND c.conparentid = 0) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE " + equal() + ")");
    }

    /** Gives the partitions with rows: schema, name. */
    String leaves() {
        return "SELECT n.nspname, r.relname FROM pg_partition_tree(" + CatalogText.oid(table)
                + ") t JOIN pg_class r ON r.oid = t.relid JOIN pg_namespace n ON n.oid = r.relnamespace WHERE t.isleaf"
                + " ORDER BY 1, 2";
    }

    /** Gives the equal ones of partitions that are NOT VALID: schema, name of the partition, name of the key. */
    String unvalidated() {
        return "SELECT n.nspname, r.relname, c.conname" + ofLeaves() + " AND NOT c.convalidated ORDER BY 1, 2, 3";
    }

    /** Finds partitions without a valid one; a script asks it too. */
    String lacking() {
        return "SELECT t.relid::pg_catalog.text AS sample, pg_catalog.count(*) OVER () AS total FROM"
                + " pg_catalog.pg_partition_tree(" + CatalogText.oid(table)
                + ") t WHERE t.isleaf AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint c WHERE "
                + equalOn("t.relid")
                + " AND c.convalidated) LIMIT 10";
    }

    /** Finds what bears the name and is not equal. */
    Verify nameTaken() {
        return Verify.objects(
                "SELECT 'it is ' || pg_get_constraintdef(c.oid) || ' of ' || c.conrelid::regclass AS sample, 1::bigint AS total"
                        + " FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid WHERE " + bearsName()
                        + " AND c.conrelid IN " + CatalogText.family(table) + " AND (r.relispartition OR r.oid = "
                        + CatalogText.oid(table) + ") AND NOT (" + equalOn("c.conrelid") + ") LIMIT 10",
                "constraint " + Sql.name(name) + " exists already, and is not the one asked for: " + key.sql(),
                "give another name, or make way: ALTER TABLE " + table + " DROP CONSTRAINT " + Sql.name(name));
    }

    /** Finds the equal one that has another name. */
    Verify otherName() {
        return Verify.objects(
                "SELECT 'it is ' || c.conname AS sample, 1::bigint AS total FROM pg_constraint c WHERE " + equal()
                        + " AND NOT (" + stands().sql() + ") LIMIT 1",
                "the foreign key exists already, and not under the name " + name,
                "rename it: ALTER TABLE " + table + " RENAME CONSTRAINT … TO " + Sql.name(name)
                        + "; or ask for that name");
    }

    private String ofLeaves() {
        return " FROM pg_partition_tree(" + CatalogText.oid(table) + ") t JOIN pg_constraint c ON " + equalOn("t.relid")
                + " JOIN pg_class r ON r.oid = t.relid JOIN pg_namespace n ON n.oid = r.relnamespace WHERE t.isleaf";
    }

    private String bearsName() {
        return "c.conname = " + Sql.literal(name);
    }

    private String equal() {
        return equalOn(CatalogText.oid(table));
    }

    /** The columns confdelsetcols, conperiod and conenforced came with 15 and 18, hence the detour by JSON. */
    private String equalOn(String oid) {
        String equals = " OPERATOR(pg_catalog.=) ";
        String json = "pg_catalog.jsonb_extract_path_text(pg_catalog.to_jsonb(c), ";
        return "c.contype" + equals + "'f' AND c.conrelid" + equals + oid + " AND c.confrelid" + equals
                + CatalogText.oid(key.referencedTable()) + " AND " + names("c.conrelid", "c.conkey") + equals
                + CatalogText.array(key.columns())
                + (key.referencedColumns().isEmpty()
                        ? ""
                        : " AND " + names("c.confrelid", "c.confkey") + equals
                                + CatalogText.array(key.referencedColumns()))
                + " AND c.confmatchtype" + equals + "'s' AND c.confupdtype" + equals + "'" + code(key.onUpdate())
                + "' AND c.confdeltype" + equals + "'" + code(key.onDelete()) + "' AND c.condeferrable" + equals
                + (key.deferral() != Deferral.NOT_DEFERRABLE) + " AND c.condeferred" + equals
                + (key.deferral() == Deferral.INITIALLY_DEFERRED) + " AND " + json
                + "'confdelsetcols') IS NULL AND coalesce("
                + json + "'conperiod'), 'false')" + equals + "'false' AND coalesce(" + json + "'conenforced'), 'true')"
                + equals + "'true'";
    }

    private static String names(String relation, String numbers) {
        return "(SELECT pg_catalog.array_agg(a.attname::pg_catalog.text ORDER BY k.position) FROM pg_catalog.unnest("
                + numbers
                + ") WITH ORDINALITY AS k (attnum, position) JOIN pg_catalog.pg_attribute a ON a.attrelid"
                + " OPERATOR(pg_catalog.=) " + relation + " AND a.attnum OPERATOR(pg_catalog.=) k.attnum)";
    }

    /** As pg_constraint has it (manual, "pg_constraint"). */
    private static char code(ForeignKey.Action action) {
        return switch (action) {
            case NO_ACTION -> 'a';
            case RESTRICT -> 'r';
            case CASCADE -> 'c';
            case SET_NULL -> 'n';
            case SET_DEFAULT -> 'd';
        };
    }
}
