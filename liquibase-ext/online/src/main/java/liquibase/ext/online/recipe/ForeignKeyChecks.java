package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.plan.Action.Require;
import liquibase.ext.online.plan.Action.Tell;
import liquibase.ext.online.plan.Action.Trial;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * What can be known to forbid a foreign key before anything is changed.
 *
 * @param named whether the author gave the name
 */
record ForeignKeyChecks(QualifiedName table, String name, boolean named, ForeignKey key) {
    private static final String REFERENCED = "online_referenced";

    /**
     * The looks.
     *
     * @param column the referencing column, where it is a new one
     * @param validated whether the rows that exist are to be checked
     */
    List<Step> before(@Nullable AddColumn column, boolean validated, PgVersion version) {
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(
                "check the referenced table " + key.referencedTable(),
                new Require(key.referencedTable(), key.referencedColumns(), false, false)));
        steps.add(Step.of("check that " + key.referencedTable() + " may be referenced", mayReference()));
        steps.add(Step.of("check that " + referenced() + " is unique", unique()));
        steps.add(Step.of("check that both tables last equally long", persistence()));
        steps.add(Step.of("check that the name " + Sql.name(name) + " is free", wanted().nameTaken()));
        if (named) {
            steps.add(Step.of("check that no equal foreign key has another name", wanted().otherName()));
        }
        steps.add(Step.of("check that every partition can have the foreign key", foreignTables()));
        steps.add(Step.of("try the foreign key on empty copies", trial(column)));
        if (!validated && !version.hasNotValidForeignKeyOnPartitioned()) {
            steps.add(Step.of("check that the foreign key can be added online", notPartitioned()));
        }
        return steps;
    }

    /** Names the index that the referencing columns lack. */
    Tell index() {
        return new Tell(
                "SELECT " + Sql.literal(table + " (" + Sql.names(key.columns()) + ")")
                        + " AS sample, 1::bigint AS total"
                        + " WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = " + CatalogText.oid(table)
                        + " AND i.indisvalid AND i.indpred IS NULL AND ARRAY(SELECT a.attname::text FROM unnest(i.indkey::int2[]) WITH"
                        + " ORDINALITY AS k (attnum, position) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum"
                        + " WHERE k.position <= " + key.columns().size() + ") @> " + CatalogText.array(key.columns())
                        + ")",
                "no index begins with the referencing columns, so that each DELETE of a referenced row, and each UPDATE of its"
                        + " key, reads the whole table (createIndexConcurrently makes one)");
    }

    private WantedForeignKey wanted() {
        return new WantedForeignKey(table, name, key);
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

    private Verify foreignTables() {
        return Verify.objects(
                "SELECT t.relid::text AS sample, count(*) OVER () AS total FROM pg_partition_tree("
                        + CatalogText.oid(table)
                        + ") t JOIN pg_class c ON c.oid = t.relid WHERE c.relkind = 'f' LIMIT 10",
                "%d partitions are foreign tables, which can have no foreign key",
                "detach them, or leave the foreign key out");
    }

    /** Has the server compare the types: a copy of the referenced columns needs no right to read them. */
    private Trial trial(@Nullable AddColumn column) {
        return new Trial(
                table,
                copy -> {
                    QualifiedName referenced = copy.sibling(REFERENCED);
                    List<String> statements = new ArrayList<>();
                    if (column != null) {
                        statements.add("ALTER TABLE " + copy + " DROP COLUMN IF EXISTS "
                                + Sql.name(column.definition().name()));
                        statements.add(AlterTable.of(copy, column).sql());
                    }
                    statements.add("SET LOCAL search_path = pg_catalog, pg_temp");
                    statements.add(copyReferenced(referenced));
                    statements.add(AlterTable.of(copy, AddConstraint.valid(name, key.to(referenced)))
                            .sql());
                    return statements;
                },
                copy -> List.of(),
                (column == null
                                ? "(" + Sql.names(key.columns()) + ")"
                                : "column " + Sql.name(column.definition().name()) + " "
                                        + column.definition().type())
                        + " cannot reference " + referenced(),
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
                "let it be validated, which stops nobody: leave validate=false out");
    }
}
