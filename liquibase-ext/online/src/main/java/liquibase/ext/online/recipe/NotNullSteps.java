package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.plan.Action;
import liquibase.ext.online.plan.Action.Fill;
import liquibase.ext.online.plan.Action.ForEach;
import liquibase.ext.online.plan.Action.Glance;
import liquibase.ext.online.plan.Action.Require;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.Action.Validate;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.Pacing;
import liquibase.ext.online.plan.PlanText;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.plan.Violations;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.DropNotNull;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.NotNullConstraint;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SetNotNull;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.Update.Assignment;
import liquibase.ext.online.sql.ValidateConstraint;
import org.jspecify.annotations.Nullable;

/**
 * NOT NULL whose scan lets readers and writers go on. Up to 17 a validated CHECK spares SET NOT NULL its scan under
 * ACCESS EXCLUSIVE; from 18 on NOT NULL itself can be added NOT VALID and validated.
 */
public final class NotNullSteps {
    private NotNullSteps() {}

    /**
     * The steps that set the column NOT NULL.
     *
     * @param constraintName of the NOT NULL constraint from 18 on; before, such constraints have no names
     * @param fill an expression for rows that are NULL, or null to refuse them
     */
    public static List<Step> add(
            QualifiedName table,
            String column,
            @Nullable String constraintName,
            @Nullable String fill,
            Pacing pacing,
            PgVersion version) {
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of("check table " + table, new Require(table, List.of(column), true, false)));
        steps.addAll(NotNullChecks.before(table, column, constraintName, version));
        if (fill != null) {
            steps.add(Step.of("check that the rows can be updated", new Require(table, List.of(column), false, true))
                    .when(Conditions.notNull(table, column).not()));
            steps.add(Step.of(
                            "fill the rows where " + column + " is NULL",
                            new Fill(new Backfill(table, List.of(new Assignment(column, fill)), null, pacing)))
                    .when(Conditions.notNull(table, column).not()));
        } else {
            steps.add(glance(table, column));
        }
        if (!version.hasNotValidNotNull()) {
            steps.add(NotNullBefore.note(table, column));
        }
        steps.addAll(addWithoutLook(table, column, constraintName, version));
        return steps;
    }

    static Step glance(QualifiedName table, String column) {
        return Step.of("look for rows where " + column + " is NULL in a sample", new Glance(nulls(table, column)))
                .doneWhen(Conditions.notNull(table, column).or(Conditions.checkProvesNotNull(table, column)));
    }

    /** The same at once. */
    public static ShortTransaction atOnce(
            QualifiedName table,
            String column,
            @Nullable String constraintName,
            @Nullable String fill,
            Pacing pacing,
            PgVersion version) {
        List<Command> commands = new ArrayList<>();
        if (fill != null) {
            commands.add(new Backfill(table, List.of(new Assignment(column, fill)), null, pacing).whole());
        }
        commands.add(adding(table, column, constraintName, version));
        return new ShortTransaction(
                List.of(table), commands, Conditions.notNullForNewRows(table, column), fill != null, List.of());
    }

    /** The command of the stock change, with the name that the constraint gets from 18 on. */
    static AlterTable adding(QualifiedName table, String column, @Nullable String constraintName, PgVersion version) {
        return AlterTable.of(
                table,
                version.hasNotValidNotNull()
                        ? AddConstraint.valid(
                                NotNullChecks.name(table, column, constraintName), new NotNullConstraint(column))
                        : new SetNotNull(column));
    }

    /** For a column that the same plan has filled. */
    static List<Step> addWithoutLook(
            QualifiedName table, String column, @Nullable String constraintName, PgVersion version) {
        List<Step> steps = new ArrayList<>();
        Condition notNull = Conditions.notNull(table, column);
        Condition proven = Conditions.checkProvesNotNull(table, column);
        if (version.hasNotValidNotNull()) {
            steps.add(Step.of("set NOT NULL, which a valid check proves", setNotNull(table, column))
                    .when(proven)
                    .doneWhen(notNull));
            steps.addAll(validateNotNull(table, column, NotNullChecks.name(table, column, constraintName)));
        } else {
            steps.addAll(checkAndSetNotNull(table, column, NotNullChecks.ownCheck(table, column)));
        }
        return steps;
    }

    private static Run setNotNull(QualifiedName table, String column) {
        Known proof = new Known() {
            @Override
            public boolean provesNotNull(QualifiedName asked, String askedColumn) {
                return asked.equals(table) && askedColumn.equals(column);
            }
        };
        return new Run(List.of(AlterTable.of(table, new SetNotNull(column))), proof);
    }

    /**
     * From 18 on a primary key takes over the NOT NULL that a partition has from its parent, so that it would not go with that
     * of the parent when the change is taken back. What is noted here goes then.
     */
    static Step setOwn(QualifiedName partition, String column) {
        return Step.of("set NOT NULL of " + partition, setNotNull(partition, column))
                .doneWhen(Conditions.hasOwnNotNull(partition, column));
    }

    private static List<Step> validateNotNull(QualifiedName table, String column, String name) {
        Condition notNull = Conditions.notNull(table, column);
        AddConstraint add = AddConstraint.notValid(name, new NotNullConstraint(column));
        return List.of(
                Step.of("add NOT NULL constraint " + Sql.name(name) + ", not valid", Run.of(AlterTable.of(table, add)))
                        .doneWhen(Conditions.notNullForNewRows(table, column)),
                Step.of(
                                "validate the NOT NULL constraint",
                                new ForEach(
                                        unvalidated(table, column),
                                        constraint -> List.of(validate(
                                                table, column, constraint.name().name())),
                                        List.of(PlanText.withLocks(
                                                AlterTable.of(table, new ValidateConstraint(name))))))
                        .doneWhen(notNull));
    }

    private static List<Step> checkAndSetNotNull(QualifiedName table, String column, String check) {
        Condition notNull = Conditions.notNull(table, column);
        List<Step> steps =
                new ArrayList<>(prove(table, column, notNull.or(Conditions.checkProvesNotNull(table, column))));
        steps.addAll(List.of(
                Step.of("set NOT NULL, which the check proves", setNotNull(table, column))
                        .doneWhen(notNull),
                Step.of(
                                "drop check " + Sql.name(check),
                                Run.of(AlterTable.of(table, new DropConstraint(check, false, false))))
                        .doneWhen(Conditions.constraintExists(table, check, 'c', column)
                                .not()
                                .assuming(false))));
        return steps;
    }

    /**
     * A check of ours that spares SET NOT NULL its scan.
     *
     * @param proven whether there is no need of it
     */
    static List<Step> prove(QualifiedName table, String column, Condition proven) {
        String check = NotNullChecks.ownCheck(table, column);
        AddConstraint add = AddConstraint.notValid(check, new Check(NotNullChecks.condition(column)));
        return List.of(
                Step.of("add check " + Sql.name(check) + ", not valid", Run.of(AlterTable.of(table, add)))
                        .doneWhen(proven.or(Condition.of(
                                "such a check exists", "EXISTS (" + unvalidatedCheck(table, column) + ")"))),
                Step.of(
                                "validate the check",
                                new ForEach(
                                        unvalidatedCheck(table, column),
                                        constraint -> List.of(validate(
                                                table, column, constraint.name().name())),
                                        List.of(PlanText.withLocks(
                                                AlterTable.of(table, new ValidateConstraint(check))))))
                        .doneWhen(proven));
    }

    private static Step validate(QualifiedName table, String column, String constraint) {
        return Step.of(
                        "validate constraint " + Sql.name(constraint),
                        new Validate(table, constraint, Known.NOTHING, nulls(table, column)))
                .doneWhen(Conditions.validated(table, constraint));
    }

    private static String unvalidated(QualifiedName table, String column) {
        return "SELECT NULL, c.conname FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND"
                + " c.conkey = ARRAY[a.attnum] WHERE c.conrelid = " + CatalogText.oid(table)
                + " AND c.contype = 'n' AND NOT c.convalidated AND a.attname = " + Sql.literal(column);
    }

    private static String unvalidatedCheck(QualifiedName table, String column) {
        return "SELECT NULL, c.conname FROM pg_constraint c WHERE c.conrelid = " + CatalogText.oid(table)
                + " AND c.contype = 'c' AND NOT c.convalidated AND NOT c.connoinherit"
                + " AND pg_get_constraintdef(c.oid) IN " + NotNullChecks.definitions(column, " NOT VALID");
    }

    private static Violations nulls(QualifiedName table, String column) {
        return Violations.rows(
                table,
                Sql.name(column) + " IS NOT DISTINCT FROM NULL",
                "%d rows have NULL in " + column,
                "give them a value, with backfillInBatches or defaultNullValue");
    }

    /** Lets NULL in again. */
    public static List<Step> remove(QualifiedName table, String column) {
        return List.of(
                Step.of("check table " + table, new Require(table, List.of(column), true, false)),
                Step.of("drop NOT NULL", Run.of(AlterTable.of(table, new DropNotNull(column))))
                        .doneWhen(Conditions.notNullForNewRows(table, column)
                                .not()
                                .assuming(false)),
                Step.of("forget the backfill", new Action.Forget()));
    }
}
