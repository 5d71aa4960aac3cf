package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.GeneratedName;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** What stands in the way of NOT NULL and has nothing to do with the rows: names, and a NOT NULL of another kind. */
final class NotNullChecks {
    /** Not what anybody would call a check of their own, as ours is dropped in the end. */
    private static final String OWN_CHECK = "online_not_null";

    private NotNullChecks() {}

    /** The name of the constraint, from 18 on. */
    static String name(QualifiedName table, String column, @Nullable String asked) {
        return asked != null ? asked : GeneratedName.of(table.name(), List.of(column), "not_null");
    }

    /** The name of the check that proves NOT NULL, up to 17. */
    static String ownCheck(QualifiedName table, String column) {
        return GeneratedName.of(table.name(), List.of(column), OWN_CHECK);
    }

    /**
     * What a column demands that is NOT NULL. {@code IS NOT NULL} says the same, but of a composite type, where it speaks of
     * the fields and so proves nothing to SET NOT NULL.
     */
    static String condition(String column) {
        return Sql.name(column) + " IS DISTINCT FROM NULL";
    }

    /** Such a check as the server shows it, which it does with {@code IS NOT NULL} but for composite types; a list for IN. */
    static String definitions(String column, String suffix) {
        return "(SELECT format('CHECK ((%I IS ' || CASE WHEN t.typcategory = 'C' THEN 'DISTINCT FROM' ELSE 'NOT' END || ' NULL))"
                + suffix + "', a.attname) FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid ="
                + " c.conrelid AND a.attname = " + Sql.literal(column) + ")";
    }

    /** @param asked the name that the author gave the constraint, which has one from 18 on */
    static List<Step> before(QualifiedName table, String column, @Nullable String asked, PgVersion version) {
        List<Step> steps = new ArrayList<>();
        String condition = "c.contype = 'n' AND " + covers(column);
        if (!version.hasNotValidNotNull()) {
            String check = ownCheck(table, column);
            String definition = "pg_get_constraintdef(c.oid) IN ";
            steps.add(nameIsFree(
                    table,
                    check,
                    "c.contype = 'c' AND (" + definition + definitions(column, "") + " OR " + definition
                            + definitions(column, " NOT VALID") + ")"));
            return steps;
        }
        steps.add(nameIsFree(table, name(table, column, asked), condition));
        if (asked != null) {
            steps.add(Step.of(
                    "check that no NOT NULL has another name",
                    Verify.objects(
                            standing(table) + condition + " AND c.conname <> " + Sql.literal(asked),
                            "column " + Sql.name(column) + " is NOT NULL already, and not under the name " + asked,
                            "rename the constraint: ALTER TABLE " + table + " RENAME CONSTRAINT … TO " + Sql.name(asked)
                                    + "; or leave its name out")));
        }
        steps.add(Step.of(
                "check that no NOT NULL is kept from those that inherit",
                Verify.objects(
                        standing(table) + condition + " AND c.connoinherit",
                        "column " + Sql.name(column) + " is NOT NULL already, with NO INHERIT",
                        "make it one that is inherited: ALTER TABLE " + table + " ALTER CONSTRAINT … INHERIT")));
        return steps;
    }

    /** Tables that inherit get the constraint too; there it may be merged with an equal one. */
    private static Step nameIsFree(QualifiedName table, String name, String equal) {
        return Step.of(
                "check that the name " + name + " is free",
                Verify.objects(
                        "SELECT c.conname || ' of ' || c.conrelid::regclass || ' is ' || pg_get_constraintdef(c.oid) AS sample,"
                                + " 1::bigint AS total FROM pg_constraint c WHERE c.conname = "
                                + Sql.literal(name) + " AND c.conrelid IN " + CatalogText.family(table) + " AND NOT ("
                                + equal
                                + ") LIMIT 10",
                        "the name " + name + " is taken by another constraint",
                        "give another constraintName, or rename what has this one: ALTER TABLE " + table
                                + " RENAME CONSTRAINT " + Sql.name(name) + " TO " + Sql.name(name + "_old")));
    }

    private static String standing(QualifiedName table) {
        return "SELECT c.conname || ' is ' || pg_get_constraintdef(c.oid) AS sample, 1::bigint AS total FROM pg_constraint c"
                + " WHERE c.conrelid = " + CatalogText.oid(table) + " AND ";
    }

    private static String covers(String column) {
        return "EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum] AND a.attname"
                + " = " + Sql.literal(column) + ")";
    }
}
