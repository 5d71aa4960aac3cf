package liquibase.ext.online.recipe;

import java.util.List;
import java.util.Optional;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.Action.Validate;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.SampleKey;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.plan.Violations;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** CHECK and FOREIGN KEY constraints, added NOT VALID and then validated, so that the scan lets writers go on. */
final class ConstraintSteps {
    private ConstraintSteps() {}

    static List<Step> addCheck(QualifiedName table, String name, String column, String condition) {
        Condition exists = Conditions.constraintExists(table, name, 'c', column);
        Violations violations =
                Violations.rows(table, "NOT (" + condition + ")", "%d rows violate " + condition, "correct them");
        return List.of(
                Step.of(
                                "add check " + Sql.name(name) + ", not valid",
                                Run.of(AlterTable.of(table, AddConstraint.notValid(name, new Check(condition)))))
                        .doneWhen(exists),
                validate(table, name, Known.NOTHING, violations));
    }

    static List<Step> addForeignKey(
            QualifiedName table, String name, ForeignKey key, boolean validate, Condition exists) {
        Step add = Step.of(
                        "add foreign key " + Sql.name(name) + ", not valid",
                        Run.of(AlterTable.of(table, AddConstraint.notValid(name, key))))
                .doneWhen(exists);
        return validate
                ? List.of(
                        add, validate(table, name, references(table, name, key.referencedTable()), orphans(table, key)))
                : List.of(add);
    }

    /** Finds the constraint of this name, on the table or below it, when it is not what the copy has. */
    static Verify unlikeCheck(QualifiedName table, String name, QualifiedName copy) {
        String named = "c.conname = " + Sql.literal(name);
        return Verify.objects(
                "SELECT 'on ' || s.conrelid::regclass || ' it is ' || s.definition || ', and asked for is ' || w.definition AS"
                        + " sample, 1::bigint AS total FROM (SELECT c.conrelid, pg_get_constraintdef(c.oid) AS definition FROM"
                        + " pg_constraint c WHERE " + named + " AND c.conrelid IN " + CatalogText.family(table)
                        + ") AS s, (SELECT pg_get_constraintdef(c.oid) AS definition FROM pg_constraint c WHERE "
                        + named
                        + " AND c.conrelid = " + CatalogText.oid(copy)
                        + ") AS w WHERE s.definition NOT IN (w.definition, w.definition || ' NOT VALID') LIMIT 10",
                "constraint " + Sql.name(name) + " exists already, and is not the one asked for",
                "make way: ALTER TABLE " + table + " RENAME CONSTRAINT " + Sql.name(name) + " TO "
                        + Sql.name(name + "_old"));
    }

    private static Violations orphans(QualifiedName table, ForeignKey key) {
        String column = Sql.name(key.columns().get(0));
        String from = " FROM " + table + " AS t";
        String referenced = key.referencedColumns().isEmpty()
                ? key.columns().get(0)
                : key.referencedColumns().get(0);
        String without = " WHERE t." + column + " IS NOT NULL AND NOT EXISTS (SELECT FROM " + key.referencedTable()
                + " AS r WHERE r." + Sql.name(referenced) + " " + Violations.OPERATOR + " t." + column;
        String where = without + " AND " + ownRow("r", key.referencedTable()) + ") AND " + ownRow("t", table);
        return new Violations(
                table,
                sample -> "SELECT pg_catalog.concat(" + SampleKey.of("t") + ", ': ', t." + column
                        + ") AS sample, (SELECT pg_catalog.count(*)"
                        + from + sample + where + ") AS total" + from + sample + where + " LIMIT 10",
                "%d rows of " + table + " reference no row of " + key.referencedTable(),
                "correct or remove them; this finds them: SELECT t.*" + from + without.replace(Violations.OPERATOR, "=")
                        + ")",
                equality(key.referencedTable(), referenced));
    }

    /** The operator of the index that the key looks referenced rows up in. */
    private static String equality(QualifiedName table, String column) {
        return "SELECT coalesce((SELECT format('OPERATOR(%I.%s)', n.nspname, o.oprname) FROM pg_index i JOIN pg_attribute a ON"
                + " a.attrelid = i.indrelid AND a.attnum = i.indkey[0] JOIN pg_opclass c ON c.oid = i.indclass[0] JOIN pg_amop m"
                + " ON m.amopfamily = c.opcfamily AND m.amopstrategy = 3 AND m.amoplefttype = c.opcintype AND m.amoprighttype ="
                + " c.opcintype JOIN pg_operator o ON o.oid = m.amopopr JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE"
                + " i.indrelid = " + CatalogText.oid(table)
                + " AND i.indisunique AND i.indimmediate AND i.indnkeyatts = 1 AND a.attname = "
                + Sql.literal(column) + " ORDER BY i.indexrelid LIMIT 1), 'OPERATOR(pg_catalog.=)')";
    }

    /** A foreign key says nothing of tables that inherit, and all of partitions. */
    private static String ownRow(String row, QualifiedName table) {
        return "(" + row + ".tableoid OPERATOR(pg_catalog.=) " + CatalogText.oid(table)
                + " OR EXISTS (SELECT FROM pg_catalog.pg_partitioned_table p WHERE p.partrelid OPERATOR(pg_catalog.=) "
                + CatalogText.oid(table) + "))";
    }

    private static Step validate(QualifiedName table, String name, Known known, Violations violations) {
        return Step.of("validate constraint " + Sql.name(name), new Validate(table, name, known, violations))
                .doneWhen(Conditions.validated(table, name));
    }

    static Step dropForeignKey(QualifiedName table, String name, ForeignKey key) {
        return Step.of(
                        "drop foreign key " + Sql.name(name),
                        new Run(
                                List.of(AlterTable.of(table, new DropConstraint(name, false, false))),
                                references(table, name, key.referencedTable())))
                .doneWhen(Conditions.constraintExists(
                                table, name, 'f', key.columns().get(0))
                        .not()
                        .assuming(false));
    }

    private static Known references(QualifiedName table, String name, QualifiedName referenced) {
        return new Known() {
            @Override
            public Optional<QualifiedName> referencedBy(QualifiedName asked, String constraint) {
                return asked.equals(table) && constraint.equals(name) ? Optional.of(referenced) : Optional.empty();
            }
        };
    }
}
