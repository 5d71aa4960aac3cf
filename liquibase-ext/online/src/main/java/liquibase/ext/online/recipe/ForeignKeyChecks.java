package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.plan.Action.Require;
import liquibase.ext.online.plan.Action.Trial;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * What can be known to forbid a foreign key before anything is changed.
 *
 * @param named whether the author gave the name
 */
record ForeignKeyChecks(QualifiedName table, String name, boolean named, ForeignKey key) {
    private static final String REFERENCED = "online_referenced";

    /** The looks, where the referencing column is a new one. */
    List<Step> before(AddColumn column, PgVersion version) {
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(
                "check the referenced table " + key.referencedTable(),
                new Require(key.referencedTable(), key.referencedColumns(), false, false)));
        steps.add(Step.of("check that " + key.referencedTable() + " may be referenced", mayReference()));
        steps.add(Step.of("check that " + referenced() + " is unique", unique()));
        steps.add(Step.of("check that both tables last equally long", persistence()));
        steps.add(Step.of("check that the name " + Sql.name(name) + " is free", nameTaken()));
        if (named) {
            steps.add(Step.of("check that no equal foreign key has another name", otherName()));
        }
        steps.add(Step.of("try the foreign key on empty copies", trial(column)));
        if (!version.hasNotValidForeignKeyOnPartitioned()) {
            steps.add(Step.of("check that the foreign key can be added online", notPartitioned()));
        }
        return steps;
    }

    /** A foreign key with this definition and name, validated or not. */
    Condition stands() {
        return Condition.of(
                "foreign key " + Sql.name(name) + " exists",
                "EXISTS (SELECT FROM pg_constraint c WHERE " + equal() + " AND " + bearsName() + ")");
    }

    private String referenced() {
        return key.referencedTable()
                + (key.referencedColumns().isEmpty() ? "" : " (" + Sql.names(key.referencedColumns()) + ")");
    }

    private Verify mayReference() {
        String columns = CatalogText.array(key.referencedColumns());
        return Verify.objects(
                "SELECT 'role ' || current_user AS sample, 1::bigint AS total WHERE NOT has_table_privilege("
                        + CatalogText.oid(key.referencedTable())
                        + ", 'REFERENCES') AND NOT coalesce((SELECT bool_and(has_column_privilege(a.attrelid, a.attnum,"
                        + " 'REFERENCES')) FROM pg_attribute a WHERE a.attrelid = "
                        + CatalogText.oid(key.referencedTable()) + " AND a.attname = ANY (" + columns + ")), false)",
                "no right to reference " + referenced(),
                "GRANT REFERENCES ON " + key.referencedTable() + " TO this role");
    }

    /** Any order of the columns will do; a deferrable constraint will not (CREATE TABLE, "REFERENCES"). */
    private Verify unique() {
        return Verify.objects(
                "SELECT coalesce((SELECT string_agg(pg_get_indexdef(i.indexrelid), '; ') FROM pg_index i WHERE i.indrelid = r.oid"
                        + " AND i.indisunique), 'it has no unique index') AS sample, 1::bigint AS total FROM pg_class r WHERE"
                        + " r.oid = "
                        + CatalogText.oid(key.referencedTable())
                        + " AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = r.oid AND i.indisunique AND i.indisvalid"
                        + " AND i.indimmediate AND NOT i.indisexclusion AND i.indpred IS NULL AND i.indexprs IS NULL AND "
                        + (key.referencedColumns().isEmpty()
                                ? "i.indisprimary"
                                : "(" + keyColumns() + ") = " + sorted())
                        + ")",
                referenced() + " is no unique key that can be referenced (valid, not deferrable, without a condition)",
                "make it unique first, with addUniqueConcurrently");
    }

    private static String keyColumns() {
        return "SELECT array_agg(a.attname::text ORDER BY a.attname::text COLLATE \"C\") FROM"
                + " unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, position) JOIN pg_attribute a ON a.attrelid ="
                + " i.indrelid AND a.attnum = k.attnum WHERE k.position <= i.indnkeyatts";
    }

    private String sorted() {
        return "(SELECT array_agg(u.name ORDER BY u.name COLLATE \"C\") FROM unnest("
                + CatalogText.array(key.referencedColumns()) + ") AS u (name))";
    }

    private Verify persistence() {
        return Verify.objects(
                "SELECT r.oid::regclass || ' is ' || CASE r.relpersistence WHEN 'u' THEN 'unlogged' WHEN 't' THEN 'temporary'"
                        + " ELSE 'permanent' END AS sample, 1::bigint AS total FROM pg_class r, pg_class t WHERE r.oid = "
                        + CatalogText.oid(key.referencedTable()) + " AND t.oid = " + CatalogText.oid(table)
                        + " AND (t.relpersistence = 'p' AND r.relpersistence <> 'p' OR t.relpersistence = 'u' AND"
                        + " r.relpersistence = 't' OR t.relpersistence = 't' AND r.relpersistence <> 't')",
                table + " cannot reference " + key.referencedTable() + ", which is kept in another way",
                "make both LOGGED, or leave the foreign key out");
    }

    private Verify nameTaken() {
        return Verify.objects(
                "SELECT 'it is ' || pg_get_constraintdef(c.oid) || ' of ' || c.conrelid::regclass AS sample, 1::bigint AS total"
                        + " FROM pg_constraint c WHERE " + bearsName() + " AND c.conrelid IN "
                        + CatalogText.family(table)
                        + " AND NOT (" + equalOn("c.conrelid") + ") LIMIT 10",
                "constraint " + Sql.name(name) + " exists already, and is not the one asked for: " + key.sql(),
                "give another foreignKeyName, or make way: ALTER TABLE " + table + " DROP CONSTRAINT "
                        + Sql.name(name));
    }

    private Verify otherName() {
        return Verify.objects(
                "SELECT 'it is ' || c.conname AS sample, 1::bigint AS total FROM pg_constraint c WHERE " + equal()
                        + " AND NOT (" + stands().sql() + ") LIMIT 1",
                "the foreign key exists already, and not under the name " + name,
                "rename it: ALTER TABLE " + table + " RENAME CONSTRAINT … TO " + Sql.name(name)
                        + "; or leave foreignKeyName out");
    }

    private String bearsName() {
        return "c.conname = " + Sql.literal(name);
    }

    private String equal() {
        return equalOn(CatalogText.oid(table));
    }

    private String equalOn(String oid) {
        return "c.contype = 'f' AND c.conrelid = " + oid + " AND c.confrelid = "
                + CatalogText.oid(key.referencedTable()) + " AND " + names("c.conrelid", "c.conkey") + " = "
                + CatalogText.array(key.columns())
                + (key.referencedColumns().isEmpty()
                        ? ""
                        : " AND " + names("c.confrelid", "c.confkey") + " = "
                                + CatalogText.array(key.referencedColumns()))
                + " AND c.confmatchtype = 's' AND c.confupdtype = '" + code(key.onUpdate()) + "' AND c.confdeltype = '"
                + code(key.onDelete()) + "' AND c.condeferrable = " + (key.deferral() != Deferral.NOT_DEFERRABLE)
                + " AND c.condeferred = " + (key.deferral() == Deferral.INITIALLY_DEFERRED)
                + " AND coalesce((to_jsonb(c) ->> 'conenforced')::boolean, true)";
    }

    private static String names(String relation, String numbers) {
        return "(SELECT array_agg(a.attname::text ORDER BY k.position) FROM unnest(" + numbers
                + ") WITH ORDINALITY AS k (attnum, position) JOIN pg_attribute a ON a.attrelid = " + relation
                + " AND a.attnum = k.attnum)";
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

    /** Has the server compare the types: a copy of the referenced columns needs no right to read them. */
    private Trial trial(AddColumn column) {
        return new Trial(
                table,
                copy -> {
                    QualifiedName referenced = copy.sibling(REFERENCED);
                    return List.of(
                            "ALTER TABLE " + copy + " DROP COLUMN IF EXISTS "
                                    + Sql.name(column.definition().name()),
                            AlterTable.of(copy, column).sql(),
                            "SET LOCAL search_path = pg_catalog, pg_temp",
                            copyReferenced(referenced),
                            AlterTable.of(
                                            copy,
                                            AddConstraint.valid(
                                                    name,
                                                    new ForeignKey(
                                                            key.columns(),
                                                            referenced,
                                                            key.referencedColumns(),
                                                            key.onDelete(),
                                                            key.onUpdate(),
                                                            key.deferral())))
                                    .sql());
                },
                copy -> List.of(),
                "column " + Sql.name(column.definition().name()) + " "
                        + column.definition().type() + " cannot reference " + referenced(),
                "give it the type of what it references");
    }

    private String copyReferenced(QualifiedName copy) {
        return "DO $online$ BEGIN EXECUTE (SELECT format('CREATE TABLE %s (%s, PRIMARY KEY (%s))', "
                + Sql.literal(copy.toString())
                + ", string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)) || CASE a.attcollation WHEN 0"
                + " THEN '' ELSE ' COLLATE ' || a.attcollation::regcollation END, ', '), string_agg(quote_ident(a.attname),"
                + " ', ')) FROM pg_attribute a WHERE a.attrelid = " + CatalogText.oid(key.referencedTable()) + " AND "
                + (key.referencedColumns().isEmpty()
                        ? "a.attnum = ANY ((SELECT i.indkey::int2[] FROM pg_index i WHERE i.indrelid = a.attrelid AND"
                                + " i.indisprimary)::int2[])"
                        : "a.attname = ANY (" + CatalogText.array(key.referencedColumns()) + ")")
                + "); END $online$";
    }

    private Verify notPartitioned() {
        return Verify.hazards(
                "SELECT " + Sql.literal(table.toString()) + " AS sample, 1::bigint AS total WHERE "
                        + Conditions.partitioned(table).sql(),
                "before PostgreSQL 18 a partitioned table takes no foreign key that is NOT VALID, so that adding one would"
                        + " stop writes for as long as the check takes",
                "leave the foreign key out here, and add it to each partition as NOT VALID, then VALIDATE it there");
    }
}
