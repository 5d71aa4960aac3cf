package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.ext.online.plan.Action.ForEach;
import liquibase.ext.online.plan.Action.ForEach.Found;
import liquibase.ext.online.plan.Action.Require;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.Action.Tell;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Circumstances;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.read.SqlReader;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.DropColumn;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.DropTable;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.LockTable;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * Tables, columns and constraints that are dropped under a lock for a moment: what hangs on them is known before anything is
 * changed, and foreign keys, which lock a second table, go first, one by one.
 */
public final class DropSteps {
    private DropSteps() {}

    /** The steps that drop a constraint of whatever kind. */
    public static List<Step> constraint(QualifiedName table, String constraint) {
        String what = "constraint " + Sql.name(constraint) + " of " + table;
        Condition there = Conditions.hasConstraint(table, constraint);
        return List.of(
                requireTable(table),
                Step.of("check " + what, DropChecks.constraintExists(table, constraint)),
                Step.of("check that it is not inherited", DropChecks.ownConstraint(table, constraint)),
                Step.of(
                        "check that nothing needs it",
                        DropChecks.nothingElseGoes(
                                what, Dependents.ofConstraint(table, constraint), DropChecks.dropEachFirst())),
                Step.of(
                        "check that no published row needs it",
                        DropChecks.replicaIdentity(what, DropChecks.indexOf(table, constraint))),
                Step.of(
                        "drop " + what + " where it is a foreign key",
                        ForeignKeySteps.drop("c.conrelid OPERATOR(pg_catalog.=) " + CatalogText.oid(table)
                                + " AND c.conname OPERATOR(pg_catalog.=) " + Sql.literal(constraint))),
                Step.of("drop " + what, Run.of(AlterTable.of(table, new DropConstraint(constraint, false, false))))
                        .doneWhen(there.not().assuming(false)));
    }

    /** The steps that drop columns of a table, all at once. */
    public static List<Step> columns(QualifiedName table, List<String> columns, Circumstances circumstances) {
        String what = (columns.size() == 1 ? "column " : "columns ") + Sql.names(columns) + " of " + table;
        List<Step> steps = new ArrayList<>();
        steps.add(requireTable(table));
        steps.add(Step.of("check " + what, DropChecks.columnsExist(table, columns)));
        steps.add(Step.of("check that they can be dropped", DropChecks.ownColumns(table, columns)));
        steps.add(Step.of(
                "check that nothing else goes with " + what,
                DropChecks.nothingElseGoes(what, Dependents.ofColumns(table, columns), DropChecks.dropEachFirst())));
        steps.add(Step.of(
                "drop the foreign keys of " + what + ", one by one",
                ForeignKeySteps.drop(
                        ForeignKeySteps.isPartOf(table, "c.conrelid") + " AND NOT "
                                + ForeignKeySteps.isPartOf(table, "c.confrelid")
                                + " AND EXISTS (SELECT FROM pg_catalog.pg_attribute a WHERE a.attrelid OPERATOR(pg_catalog.=)"
                                + " c.conrelid AND a.attnum OPERATOR(pg_catalog.=) ANY (c.conkey) AND a.attname"
                                + " OPERATOR(pg_catalog.=) ANY (" + CatalogText.array(columns) + "))",
                        circumstances.settings())));
        Condition there = columns.stream()
                .map(column -> Conditions.columnExists(table, column))
                .reduce(Condition::or)
                .orElseThrow();
        steps.add(Step.of(
                        "drop " + what,
                        Run.of(AlterTable.of(
                                table,
                                columns.stream()
                                        .map(column -> new DropColumn(column, false, false))
                                        .toArray(DropColumn[]::new))))
                .doneWhen(there.not().assuming(false)));
        return steps;
    }

    /**
     * The steps that drop a table.
     *
     * @param cascade whether what others have goes with it: foreign keys that reference it, views that read it
     */
    public static List<Step> table(QualifiedName table, boolean cascade, Circumstances circumstances) {
        String what = "table " + table;
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of("check " + what, DropChecks.tableExists(table)));
        steps.add(Step.of(
                "check rights on " + what,
                new ForEach(itself(table), found -> List.of(requireTable(found.name())), List.of())));
        steps.add(
                cascade
                        ? Step.of(
                                "look what goes with " + what,
                                new Tell(Dependents.ofTable(table), "%d objects of others go with " + what))
                        : Step.of(
                                "check that nothing of others hangs on " + what,
                                DropChecks.nothingElseGoes(
                                        what,
                                        Dependents.ofTable(table),
                                        "drop each first, in a change of its own (dropConstraintOnline, dropView …), or say"
                                                + " cascadeConstraints, and all of them go with the table")));
        steps.add(Step.of(
                "drop the foreign keys of " + what + ", one by one",
                ForeignKeySteps.drop(foreignKeys(table, cascade), circumstances.settings())));
        DropTable drop = new DropTable(false, List.of(table), cascade);
        steps.add(Step.of(
                "drop " + what,
                new ForEach(
                        itself(table),
                        found -> List.of(Step.of("drop " + what, new Run(List.of(drop), alsoLocked(table, found)))
                                .doneWhen(Conditions.relationExists(table).not())),
                        ShortScript.of(circumstances.settings(), drop))));
        return steps;
    }

    /** Those that the role may drop; one of a table of another role goes with CASCADE. */
    private static String foreignKeys(QualifiedName table, boolean cascade) {
        String own = ForeignKeySteps.isPartOf(table, "c.conrelid");
        String incoming = ForeignKeySteps.isPartOf(table, "c.confrelid");
        String outwards = own + " AND NOT " + incoming;
        return cascade
                ? "(" + outwards + " OR NOT " + own + " AND " + incoming
                        + " AND pg_catalog.pg_has_role(t.relowner, 'USAGE'))"
                : outwards;
    }

    /**
     * The table, with a command that would lock all others that its drop locks: a parent, with its partitions, and the ends of
     * foreign keys that are left, such as one that references the parent and goes by CASCADE as a whole.
     */
    private static String itself(QualifiedName table) {
        return "SELECT n.nspname, t.relname, coalesce((SELECT 'LOCK TABLE ' || string_agg(format('%I.%I', p.nspname, o.relname),"
                + " ', ') || ' IN ACCESS EXCLUSIVE MODE' FROM (SELECT h.inhparent FROM pg_inherits h WHERE h.inhrelid = t.oid AND"
                + " t.relispartition UNION SELECT c.confrelid FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid = t.oid"
                + " AND c.conparentid = 0 UNION SELECT c.conrelid FROM pg_constraint c WHERE c.contype = 'f' AND c.confrelid ="
                + " t.oid) AS also (oid) JOIN pg_class o USING (oid) JOIN pg_namespace p ON p.oid = o.relnamespace WHERE o.oid <>"
                + " t.oid), '') FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace WHERE t.oid = "
                + CatalogText.oid(table);
    }

    /** PostgreSQL locks a parent as it does the ends of foreign keys. */
    private static Known alsoLocked(QualifiedName table, Found found) {
        Set<QualifiedName> others = new SqlReader((sql, tokens) -> Optional.empty())
                .read(found.definition()).stream()
                        .filter(LockTable.class::isInstance)
                        .flatMap(command -> ((LockTable) command).tables().stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Known() {
            @Override
            public Set<QualifiedName> referencedTables(QualifiedName asked) {
                return asked.equals(table) ? others : Set.of();
            }
        };
    }

    private static Step requireTable(QualifiedName table) {
        return Step.of("check table " + table, new Require(table, List.of(), true, false));
    }
}
